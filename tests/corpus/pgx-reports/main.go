// Reports from a PostgreSQL database. With -keep every report keeps its connection, so that the fifth waits
// for ever; with -per-request each request makes a pool of its own. Otherwise nothing is wrong.
package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"github.com/jackc/pgx/v4/pgxpool"
)

// answer is a server that lets everybody in and has an empty result for every query.
func answer(conn net.Conn) {
	in := bufio.NewReader(conn)
	size := make([]byte, 4)
	if _, err := io.ReadFull(in, size); err != nil {
		return
	}
	if _, err := io.CopyN(io.Discard, in, int64(binary.BigEndian.Uint32(size))-4); err != nil {
		return
	}
	conn.Write([]byte{'R', 0, 0, 0, 8, 0, 0, 0, 0, 'Z', 0, 0, 0, 5, 'I'})
	for {
		kind, err := in.ReadByte()
		if err != nil {
			return
		}
		if _, err := io.ReadFull(in, size); err != nil {
			return
		}
		if _, err := io.CopyN(io.Discard, in, int64(binary.BigEndian.Uint32(size))-4); err != nil {
			return
		}
		if kind == 'Q' {
			conn.Write([]byte{'I', 0, 0, 0, 4, 'Z', 0, 0, 0, 5, 'I'})
		}
	}
}

// report takes a connection for itself.
func report(ctx context.Context, pool *pgxpool.Pool, keep bool) error {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return err
	}
	if !keep {
		defer conn.Release()
	}
	time.Sleep(10 * time.Millisecond)
	return conn.Conn().Ping(ctx)
}

func main() {
	keep := flag.Bool("keep", false, "keep connections")
	perRequest := flag.Bool("per-request", false, "a pool per request")
	n := flag.Int("n", 20, "reports")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answer(conn)
		}
	}()
	ctx := context.Background()
	open := func() *pgxpool.Pool {
		pool, err := pgxpool.Connect(ctx, fmt.Sprintf("postgres://u@%s/db?sslmode=disable&pool_max_conns=4", listener.Addr()))
		if err != nil {
			panic(err)
		}
		return pool
	}
	for i := 0; *perRequest && i < 60; i++ {
		go func() { report(ctx, open(), false) }()
		time.Sleep(10 * time.Millisecond)
	}
	pool := open()
	for i := 0; i < *n; i++ {
		go report(ctx, pool, *keep)
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
