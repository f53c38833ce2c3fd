// One HTTP/2 Transport and many hosts: one connection per host, as it should be, and no idle limit.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
)

var client = &http.Client{Transport: &http.Transport{
	TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
	ForceAttemptHTTP2: true,
}}

func health(host string) error {
	resp, err := client.Get("https://" + host + "/ok")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	n := flag.Int("hosts", 24, "hosts, 127.0.0.1 and up")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	_, port, err := net.SplitHostPort(os.Getenv("PEER_TLS"))
	if err != nil {
		panic(err)
	}
	for i := 0; i < *n; i++ {
		if err := health(fmt.Sprintf("127.0.0.%d:%s", i+1, port)); err != nil {
			panic(err)
		}
	}
	runtime.GC()
	fmt.Println("ready")
	select {}
}
