// A server of events that goes down: Shutdown without a deadline waits for streams that end only when
// their clients leave. With -told they are told, and nothing is wrong; with -up the server is not
// going down.
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

type board struct{ quit chan struct{} }

// ServeHTTP sends the state of the board every few seconds.
func (b *board) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	every := time.NewTicker(2 * time.Second)
	defer every.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-b.quit:
			return
		case now := <-every.C:
			fmt.Fprintln(w, now)
			w.(http.Flusher).Flush()
		}
	}
}

func main() {
	told := flag.Bool("told", false, "streams are told to end")
	up := flag.Bool("up", false, "the server stays up")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	b := &board{make(chan struct{})}
	server := &http.Server{Handler: b}
	if *told {
		server.RegisterOnShutdown(func() { close(b.quit) })
	}
	go server.Serve(listener)
	time.Sleep(3 * time.Second)
	runtime.GC()
	if !*up {
		go server.Shutdown(context.Background())
	}
	time.Sleep(time.Second)
	fmt.Println("ready")
	select {}
}
