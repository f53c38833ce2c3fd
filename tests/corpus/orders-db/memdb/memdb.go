// Package memdb is a driver for database/sql without a database: every query takes a moment and
// returns the same rows.
package memdb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"time"
)

// Took is the time of one query.
var Took = 10 * time.Millisecond

func init() { sql.Register("memdb", memDriver{}) }

type memDriver struct{}

func (memDriver) Open(string) (driver.Conn, error) { return &conn{}, nil }

type conn struct{}

func (c *conn) Prepare(query string) (driver.Stmt, error) { return &stmt{}, nil }
func (c *conn) Close() error                              { return nil }
func (c *conn) Begin() (driver.Tx, error)                 { return tx{}, nil }

// BeginTx has the context that database/sql wants to see.
func (c *conn) BeginTx(context.Context, driver.TxOptions) (driver.Tx, error) { return tx{}, nil }

// QueryContext waits as a server would.
func (c *conn) QueryContext(ctx context.Context, _ string, _ []driver.NamedValue) (driver.Rows, error) {
	select {
	case <-time.After(Took):
		return &rows{left: 3}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

type tx struct{}

func (tx) Commit() error   { return nil }
func (tx) Rollback() error { return nil }

type stmt struct{}

func (s *stmt) Close() error  { return nil }
func (s *stmt) NumInput() int { return -1 }
func (s *stmt) Exec([]driver.Value) (driver.Result, error) {
	return nil, errors.New("memdb is read-only")
}
func (s *stmt) Query([]driver.Value) (driver.Rows, error) { return &rows{left: 3}, nil }

type rows struct{ left int }

func (r *rows) Columns() []string { return []string{"id"} }
func (r *rows) Close() error      { return nil }
func (r *rows) Next(dest []driver.Value) error {
	if r.left == 0 {
		return io.EOF
	}
	r.left--
	dest[0] = int64(r.left)
	return nil
}
