// Handlers that do not return. With -wait=queue they wait for a worker that has died and take no
// notice of their clients, some of whom have given up; with -wait=body the client stops in the middle
// of its upload.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type job struct {
	customer string
	result   chan string
}

var queue = make(chan job, 1000)

// report waits for its turn whether or not anybody still listens.
func report(w http.ResponseWriter, r *http.Request) {
	job := job{r.RemoteAddr, make(chan string)}
	queue <- job
	fmt.Fprintln(w, <-job.result)
}

func importRows(w http.ResponseWriter, r *http.Request) {
	n, err := io.Copy(io.Discard, r.Body)
	fmt.Fprintln(w, n, err)
}

// worker gives up at the first job.
func worker() {
	<-queue
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	go worker()

	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/report", report)
	mux.HandleFunc("/import", importRows)
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
