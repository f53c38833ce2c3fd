// Queries whose results nobody closes, and transactions that nobody ends. Without -fault nothing is
// wrong: reports are read slowly, with somebody inside each of them.
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
	"time"

	_ "example.com/exports/memdb"
)

// newest returns the first row's id and forgets the rest.
func newest(ctx context.Context, db *sql.DB) (id int64, err error) {
	rows, err := db.QueryContext(ctx, "select id from orders order by id desc")
	if err != nil {
		return 0, err
	}
	for rows.Next() {
		return id, rows.Scan(&id)
	}
	return 0, rows.Err()
}

// reserve returns without Commit and without Rollback when there is nothing to reserve.
func reserve(ctx context.Context, db *sql.DB) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if time.Now().IsZero() {
		return tx.Commit()
	}
	return nil
}

// export reads everything; the database takes its time for every row.
func export(ctx context.Context, db *sql.DB) (n int, err error) {
	rows, err := db.QueryContext(ctx, "select id from slow")
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
	fault := flag.String("fault", "", "rows or tx")
	n := flag.Int("n", 24, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	db, err := sql.Open("memdb", "exports")
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for i := 0; i < *n; i++ {
		switch *fault {
		case "rows":
			go newest(ctx, db)
		case "tx":
			go reserve(ctx, db)
		default:
			go export(ctx, db)
		}
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
