// Healthy: every tenant has a client of its own, made once and kept. Requests in flight show many
// Transports, as with a Transport per request, but their number is that of the tenants.
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

type tenant struct {
	name   string
	client *http.Client
}

func (t *tenant) sync(url string) error {
	resp, err := t.client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func (t *tenant) work(url string) {
	for {
		if err := t.sync(url); err != nil {
			panic(err)
		}
	}
}

func main() {
	n := flag.Int("n", 14, "tenants")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	url := "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/wait?ms=4000"
	for i := 0; i < *n; i++ {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		t := &tenant{fmt.Sprintf("tenant-%d", i), &http.Client{Transport: transport, Timeout: 20 * time.Second}}
		go t.sync(url) // a second connection, idle for most of the time
		time.Sleep(20 * time.Millisecond)
		go t.work(url)
	}
	time.Sleep(6 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
