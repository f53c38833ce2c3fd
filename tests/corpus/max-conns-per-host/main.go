// MaxConnsPerHost is 6 and all six connections are taken: by bodies that nobody closed, or with
// -slow by answers that do not come. Everybody else waits for a connection.
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

var client = &http.Client{Transport: &http.Transport{MaxConnsPerHost: 6}}

func thumbnail(url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// exists forgets the body.
func exists(url string) bool {
	resp, err := client.Get(url)
	return err == nil && resp.StatusCode == http.StatusOK
}

func main() {
	n := flag.Int("n", 14, "callers that wait for a connection")
	slow := flag.Bool("slow", false, "the connections wait for an answer")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "http://127.0.0.1:" + os.Getenv("PEER_PORT")
	for i := 0; i < 6; i++ {
		if *slow {
			go thumbnail(base + "/hang")
		} else {
			exists(base + "/page?kb=8")
		}
	}
	time.Sleep(500 * time.Millisecond)
	for i := 0; i < *n; i++ {
		go thumbnail(base + "/ok")
	}
	time.Sleep(500 * time.Millisecond)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
