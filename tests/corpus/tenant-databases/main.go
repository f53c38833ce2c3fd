// Many handles of database/sql. With -per-request each request opens one and leaves it; otherwise
// nothing is wrong: there is one for each tenant, made once and kept in a map.
package main

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	_ "example.com/invoices/memdb"
)

// databases has one handle per tenant.
type databases struct {
	mu  sync.Mutex
	all map[int]*sql.DB
}

func (d *databases) of(tenant int) (*sql.DB, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if db, ok := d.all[tenant]; ok {
		return db, nil
	}
	db, err := open(tenant)
	if err == nil {
		d.all[tenant] = db
	}
	return db, err
}

func open(tenant int) (*sql.DB, error) {
	return sql.Open("memdb", fmt.Sprint("tenant-", tenant))
}

// count returns the number of invoices.
func count(ctx context.Context, db *sql.DB) (n int, err error) {
	rows, err := db.QueryContext(ctx, "select id from invoices")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func main() {
	perRequest := flag.Bool("per-request", false, "open a handle per request")
	n := flag.Int("n", 60, "requests")
	tenants := flag.Int("tenants", 5, "tenants")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	shared := &databases{all: map[int]*sql.DB{}}
	for i := 0; i < *n; i++ {
		db, err := shared.of(i % *tenants)
		if *perRequest {
			db, err = open(i % *tenants)
		}
		if err != nil {
			panic(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		count(ctx, db)
		cancel()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
