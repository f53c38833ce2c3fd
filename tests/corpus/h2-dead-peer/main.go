// The other end of a shared HTTP/2 connection has stopped reading, without a word. One request is
// blocked in the kernel with the connection's write lock, and everybody else waits for the lock.
package main

import (
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
	ForceAttemptHTTP2: true,
	TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
}}

// zeros is a backup without an end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func backup(url string) error {
	resp, err := client.Post(url, "application/octet-stream", zeros{})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func status(url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	n := flag.Int("n", 24, "callers beside the backup")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "https://" + os.Getenv("PEER_H2_DEAF")
	go backup(base + "/backup")
	time.Sleep(2 * time.Second)
	for i := 0; i < *n; i++ {
		go status(base + "/status")
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
