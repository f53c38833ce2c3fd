// Package pgx declares what the snippets use of jackc/pgx v5.7.0.
package pgx

type Row interface {
	Scan(dest ...any) error
}

type Rows interface {
	Close()
	Err() error
	Next() bool
	Scan(dest ...any) error
}
