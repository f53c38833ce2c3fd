// Nothing is wrong: exports read their rows one by one, with pauses, and are in the middle of it for
// minutes. Each goroutine that has begun one is still there.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type fake struct{}

func (fake) Open(string) (driver.Conn, error)           { return fake{}, nil }
func (fake) Prepare(string) (driver.Stmt, error)        { return fake{}, nil }
func (fake) Begin() (driver.Tx, error)                  { return fake{}, nil }
func (fake) Commit() error                              { return nil }
func (fake) Rollback() error                            { return nil }
func (fake) Close() error                               { return nil }
func (fake) NumInput() int                              { return 0 }
func (fake) Exec([]driver.Value) (driver.Result, error) { return driver.RowsAffected(1), nil }
func (fake) Query([]driver.Value) (driver.Rows, error)  { return fake{}, nil }
func (fake) Columns() []string                          { return []string{"name"} }
func (fake) Next(row []driver.Value) error              { row[0] = "name"; return nil }

// export writes a row now and then.
func export(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "select name from customers")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		write()
	}
	return rows.Err()
}

func write() { time.Sleep(time.Second) }

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	sql.Register("fake", fake{})
	db, err := sql.Open("fake", "")
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for i := 0; i < 12; i++ {
		go export(ctx, db)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
