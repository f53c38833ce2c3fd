// Healthy: HTTP/2 over one shared client: one connection, some streams being read, some requests
// waiting for an answer. -forgotten adds bodies that nobody closes.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var client = &http.Client{Transport: &http.Transport{
	TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
	ForceAttemptHTTP2: true,
	IdleConnTimeout:   90 * time.Second,
}}

func get(url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return client.Do(req)
}

func follow(url string) {
	resp, err := get(url)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
	}
}

func keepAsking(url string) {
	for {
		resp, err := get(url)
		if err != nil {
			panic(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
	}
}

func forget(url string) {
	if _, err := get(url); err != nil {
		panic(err)
	}
}

func main() {
	streams := flag.Int("streams", 8, "streams being read")
	asking := flag.Int("asking", 4, "callers waiting for an answer")
	forgotten := flag.Int("forgotten", 0, "bodies that nobody closes")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "https://" + os.Getenv("PEER_TLS")
	warmUp(base)
	for i := 0; i < *streams; i++ {
		go follow(base + "/stream?every=900")
	}
	for i := 0; i < *asking; i++ {
		go keepAsking(base + "/wait?ms=2000")
	}
	for i := 0; i < *forgotten; i++ {
		forget(base + "/stream?every=5000") // a short body would leave no goroutine
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}

// warmUp opens the connection before the crowd arrives.
func warmUp(base string) {
	resp, err := get(base + "/ok")
	if err != nil {
		panic(err)
	}
	io.Copy(io.Discard, resp.Body)
	resp.Body.Close()
}
