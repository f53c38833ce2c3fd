// A server without WriteTimeout whose clients ask for a long page and do not read it.
package main

import (
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"strings"
	"time"
)

func page(w http.ResponseWriter, r *http.Request) {
	line := []byte(strings.Repeat("x", 1<<16))
	for i := 0; i < 1<<10; i++ {
		if _, err := w.Write(line); err != nil {
			return
		}
	}
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/page", page)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(4 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
