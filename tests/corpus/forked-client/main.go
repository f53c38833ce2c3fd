// A fork of net/http's client under another path, as programs carry it to change TLS or header
// order. -n requests build a Transport of the fork each.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"

	"example.com/scraper/third_party/fhttp"
)

func visit(addr string) error {
	transport := &fhttp.Transport{}
	return transport.Get(addr, "/ok")
}

func main() {
	n := flag.Int("n", 24, "visits")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		if err := visit("127.0.0.1:" + os.Getenv("PEER_PORT")); err != nil {
			panic(err)
		}
	}
	runtime.GC()
	fmt.Println("ready")
	select {}
}
