// Answers are read to their end and never closed. With a plain Transport that is a small fault: the
// connection goes back to the pool. With a RoundTripper of one's own, each call leaves the goroutine
// behind that watches Client.Timeout: only Close ends it, the end of the body does not.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// tracing is a RoundTripper that net/http does not know.
type tracing struct{ next http.RoundTripper }

func (t tracing) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set("X-Trace", "4bf92f35")
	return t.next.RoundTrip(req)
}

var client = &http.Client{Timeout: 2 * time.Hour, Transport: tracing{http.DefaultTransport}}

func price(url, mode string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	if mode == "unread" && resp.StatusCode == http.StatusOK {
		return nil
	}
	if _, err := io.ReadAll(resp.Body); err != nil || mode == "read" {
		return err // resp.Body.Close() is missing
	}
	return resp.Body.Close()
}

func main() {
	n := flag.Int("n", 60, "calls")
	mode := flag.String("mode", "read", "read, unread, waiting or closed")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "http://127.0.0.1:" + os.Getenv("PEER_PORT")
	for i := 0; i < *n; i++ {
		if *mode == "waiting" {
			go price(base+"/hang", *mode)
			continue
		}
		if err := price(base+"/page?kb=64", *mode); err != nil {
			panic(err)
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
