// The other machine does not finish the TCP handshake, and every tick dials it once more.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// report sends one line to the collector.
func report(ctx context.Context, addr, line string) error {
	var dialer net.Dialer // no timeout
	conn, err := dialer.DialContext(ctx, "tcp4", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = fmt.Fprintln(conn, line)
	return err
}

func main() {
	n := flag.Int("n", 30, "ticks")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for i := 0; i < *n; i++ {
		go report(ctx, os.Getenv("PEER_FULL"), "up")
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
