// Healthy: one client for the life of the process. -load keeps workers asking all the time;
// without it the workers have stopped and the pool rests. -width is MaxIdleConnsPerHost,
// -limit MaxConnsPerHost,
// -bare takes a Transport without IdleConnTimeout, whose few connections may rest for ever.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

type catalog struct {
	client *http.Client
	base   string
}

func (c *catalog) item(path string) error {
	resp, err := c.client.Get(c.base + path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func newClient(width, limit int, bare bool) *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	if bare {
		transport = &http.Transport{}
	}
	transport.MaxIdleConnsPerHost = width
	transport.MaxConnsPerHost = limit
	return &http.Client{Transport: transport, Timeout: 10 * time.Second}
}

func main() {
	workers := flag.Int("workers", 16, "workers")
	width := flag.Int("width", 0, "MaxIdleConnsPerHost; 0 means 2")
	limit := flag.Int("limit", 0, "MaxConnsPerHost; 0 means no limit")
	bare := flag.Bool("bare", false, "a Transport without limits")
	load := flag.Bool("load", false, "keep asking")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	items := &catalog{newClient(*width, *limit, *bare), "http://127.0.0.1:" + os.Getenv("PEER_PORT")}
	var first sync.WaitGroup
	for i := 0; i < *workers; i++ {
		first.Add(1)
		go func() {
			if err := items.item("/wait?ms=300"); err != nil {
				panic(err)
			}
			first.Done()
			for *load {
				if err := items.item("/wait?ms=40"); err != nil {
					panic(err)
				}
			}
		}()
	}
	first.Wait()
	runtime.GC()
	fmt.Println("ready")
	select {}
}
