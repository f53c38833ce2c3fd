// HTTP/2, and a Transport for every request: one goroutine and one socket stay behind per call,
// and there is no writeLoop to count.
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
)

func introspect(url string) error {
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
		ForceAttemptHTTP2: true,
	}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.ProtoMajor != 2 {
		return fmt.Errorf("got %s", resp.Proto)
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	n := flag.Int("n", 40, "calls")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		if err := introspect("https://" + os.Getenv("PEER_TLS") + "/ok"); err != nil {
			panic(err)
		}
	}
	runtime.GC()
	fmt.Println("ready")
	select {}
}
