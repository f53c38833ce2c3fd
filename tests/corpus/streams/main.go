// Healthy: event streams, each read by a goroutine that is blocked inside the body. readLoop waits
// for the body to end, as with a forgotten body, but the reader stands beside it.
// -forgotten adds bodies that really are forgotten.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync/atomic"
	"time"
)

var events int64

func watch(url string) {
	resp, err := http.Get(url)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		atomic.AddInt64(&events, 1)
	}
}

func ping(url string) {
	if _, err := http.Get(url); err != nil { // the response is dropped with its body
		panic(err)
	}
}

func main() {
	n := flag.Int("n", 10, "streams")
	forgotten := flag.Int("forgotten", 0, "bodies that nobody closes")
	every := flag.Int("every", 700, "milliseconds between events")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "http://127.0.0.1:" + os.Getenv("PEER_PORT")
	for i := 0; i < *n; i++ {
		go watch(fmt.Sprintf("%s/stream?every=%d", base, *every))
	}
	for i := 0; i < *forgotten; i++ {
		ping(base + "/page?kb=32")
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
