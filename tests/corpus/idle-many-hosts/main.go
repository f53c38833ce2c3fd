// A prober asks many machines with one Transport. The Transport is shared as it should be, but has
// no IdleConnTimeout: one idle connection per machine stays for ever.
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

var probes = &http.Client{Transport: &http.Transport{}, Timeout: 10 * time.Second}

func probe(host, path string) error {
	resp, err := probes.Get("http://" + host + path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	hosts := flag.Int("hosts", 60, "machines, 127.0.0.1 and up")
	busy := flag.Int("busy", 0, "probes under way")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *hosts; i++ {
		if err := probe(fmt.Sprintf("127.0.%d.%d:%s", i/250, i%250+1, os.Getenv("PEER_PORT")), "/ok"); err != nil {
			panic(err)
		}
	}
	for i := 0; i < *busy; i++ {
		go probeForEver(fmt.Sprintf("127.0.200.%d:%s", i+1, os.Getenv("PEER_PORT")))
	}
	runtime.GC()
	fmt.Println("ready")
	select {}
}

// probeForEver asks a slow machine again and again.
func probeForEver(host string) {
	for {
		if err := probe(host, "/wait?ms=5000"); err != nil {
			panic(err)
		}
	}
}
