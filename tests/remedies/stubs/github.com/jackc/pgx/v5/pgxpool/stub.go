// Package pgxpool declares what the snippets use of jackc/pgx v5.7.0.
package pgxpool

import (
	"context"

	"github.com/jackc/pgx/v5"
)

type Pool struct{}

type Conn struct{}

func New(ctx context.Context, connString string) (*Pool, error)                      { panic(0) }
func (p *Pool) Acquire(ctx context.Context) (c *Conn, err error)                     { panic(0) }
func (p *Pool) Close()                                                               { panic(0) }
func (p *Pool) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row        { panic(0) }
func (c *Conn) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) { panic(0) }
func (c *Conn) Release()                                                             { panic(0) }
