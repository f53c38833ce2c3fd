// A service with a pool of database connections. With -fault it uses them up: rows that nobody
// closes, transactions that nobody ends, queries inside of the loop over another. Otherwise nothing
// is wrong: forty workers share eight connections, and each waits for milliseconds.
package main

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"example.com/orders/memdb"
)

// repository reads orders.
type repository struct{ db *sql.DB }

// first returns the first order of a customer and leaves the rows open: the mistake.
func (r *repository) first(ctx context.Context) (id int64, err error) {
	rows, err := r.db.QueryContext(ctx, "select id from orders")
	if err != nil {
		return 0, err
	}
	if !rows.Next() {
		return 0, sql.ErrNoRows
	}
	return id, rows.Scan(&id)
}

// reserve returns without Rollback when the stock does not suffice: the mistake.
func (r *repository) reserve(ctx context.Context) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	var stock int64
	if err := tx.QueryRowContext(ctx, "select stock from items").Scan(&stock); err != nil {
		return err
	}
	if stock < 10 {
		return errors.New("out of stock")
	}
	return tx.Commit()
}

// lines asks for the items of each order while the orders are still open: the mistake, when there
// are as many callers as connections.
func (r *repository) lines(ctx context.Context) error {
	rows, err := r.db.QueryContext(ctx, "select id from orders")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		time.Sleep(20 * time.Millisecond)
		if _, err := r.count(ctx); err != nil {
			return err
		}
	}
	return rows.Err()
}

// count reads all and closes.
func (r *repository) count(ctx context.Context) (n int, err error) {
	rows, err := r.db.QueryContext(ctx, "select id from items")
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
	fault := flag.String("fault", "", "rows, tx or nested")
	n := flag.Int("n", 40, "workers")
	conns := flag.Int("conns", 8, "connections")
	took := flag.Duration("took", 10*time.Millisecond, "time of a query")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	memdb.Took = *took
	db, err := sql.Open("memdb", "orders")
	if err != nil {
		panic(err)
	}
	db.SetMaxOpenConns(*conns)
	db.SetConnMaxLifetime(time.Hour)
	repo := &repository{db}
	for i := 0; i < *n; i++ {
		go worker(repo, *fault)
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}

func worker(repo *repository, fault string) {
	for {
		ctx, cancel := context.WithCancel(context.Background())
		switch fault {
		case "rows":
			repo.first(ctx)
			continue // cancel would free the connection
		case "tx":
			repo.reserve(ctx)
			continue
		case "nested":
			repo.lines(ctx)
		default:
			repo.count(ctx)
		}
		cancel()
	}
}
