// A link checker looks at the status of a page and forgets the body. The pool never gets the
// connection back. -timeout gives the client a deadline, which frees the connection when it passes.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var client = &http.Client{}

func alive(link string) (bool, error) {
	resp, err := client.Get(link)
	if err != nil {
		return false, err
	}
	return resp.StatusCode < 400, nil // resp.Body stays open
}

func main() {
	n := flag.Int("n", 30, "links to check")
	timeout := flag.Duration("timeout", 0, "Client.Timeout")
	flag.Parse()
	client.Timeout = *timeout
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	link := "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/page?kb=16"
	for i := 0; i < *n; i++ {
		if _, err := alive(link); err != nil {
			panic(err)
		}
	}
	time.Sleep(100 * time.Millisecond)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
