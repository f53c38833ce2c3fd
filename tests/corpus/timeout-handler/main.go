// http.TimeoutHandler has answered 503; the handler behind it takes no notice and goes on waiting.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var rows = make(chan string)

func slow(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, <-rows) // nothing about r.Context()
}

func main() {
	limit := flag.Duration("limit", time.Second, "of the TimeoutHandler")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.Handle("/report", http.TimeoutHandler(http.HandlerFunc(slow), *limit, "too slow"))
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(4 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	go func() { // the database is back at last
		time.Sleep(time.Hour)
		for {
			rows <- "row"
		}
	}()
	select {}
}
