// A server without any timeout. The clients keep connections open, send half a header, wait for a
// handler or stop in the middle of an upload; the run says how many of each.
package main

import (
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var queue = make(chan func(), 1)

func report(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	select {
	case queue <- func() { close(done) }:
		<-done
	case <-r.Context().Done():
	}
}

func importRows(w http.ResponseWriter, r *http.Request) {
	n, err := io.Copy(io.Discard, r.Body)
	fmt.Fprintln(w, n, err)
}

// noCertificate is never called: the clients of a -tls run do not say hello.
func noCertificate(*tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, io.EOF }

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	go func() { // the only worker is slow
		for job := range queue {
			time.Sleep(time.Hour)
			job()
		}
	}()

	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/report", report)
	mux.HandleFunc("/import", importRows)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	if len(os.Args) > 1 && os.Args[1] == "-tls" {
		listener = tls.NewListener(listener, &tls.Config{GetCertificate: noCertificate})
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
