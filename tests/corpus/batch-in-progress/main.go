// Nothing is wrong. Batches that take minutes: whoever started one waits for its workers, and the
// workers wait for a slow upstream, in a way that ends.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	"example.com/nightly/group"
)

// export is one report of the night: pages, each fetched by a worker.
type export struct {
	name  string
	pages int
	fetch func(page int) error
}

// direct starts its workers itself.
func (e *export) direct() error {
	var wg sync.WaitGroup
	for page := 0; page < e.pages; page++ {
		page := page
		wg.Add(1)
		go func() {
			defer wg.Done()
			e.fetch(page)
		}()
	}
	wg.Wait()
	return nil
}

// grouped leaves starting and waiting to a group.
func (e *export) grouped() error {
	var g group.Group
	for page := 0; page < e.pages; page++ {
		page := page
		g.Go(func() error { return e.fetch(page) })
	}
	return g.Wait()
}

// helped has one function to start the workers and another one to wait.
func (e *export) helped() error {
	var wg sync.WaitGroup
	e.start(&wg)
	return e.finish(&wg)
}

func (e *export) start(wg *sync.WaitGroup) {
	for page := 0; page < e.pages; page++ {
		wg.Add(1)
		go e.worker(wg, page)
	}
}

func (e *export) worker(wg *sync.WaitGroup, page int) {
	defer wg.Done()
	e.fetch(page)
}

func (e *export) finish(wg *sync.WaitGroup) error {
	wg.Wait()
	if e.pages == 0 {
		return errors.New("empty export")
	}
	return nil
}

// started is there where the toolchain has WaitGroup.Go.
var started func(*export) error

// fetcher returns pages after the given time: a report that the other side has to compute.
func fetcher(how string, wait time.Duration) func(int) error {
	if how == "compute" {
		return func(int) error { time.Sleep(wait); return nil }
	}
	url := fmt.Sprintf("http://127.0.0.1:%s/wait?ms=%d", os.Getenv("PEER_PORT"), wait.Milliseconds())
	client := &http.Client{Timeout: time.Hour}
	return func(int) error {
		resp, err := client.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
}

func main() {
	kind := flag.String("kind", "direct", "direct, grouped, helped or started")
	how := flag.String("how", "compute", "compute or fetch")
	batches := flag.Int("batches", 6, "batches at the same time")
	pages := flag.Int("pages", 5, "pages of each")
	wait := flag.Duration("wait", 10*time.Minute, "time for a page")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	fetch := fetcher(*how, *wait)
	for i := 0; i < *batches; i++ {
		e := &export{fmt.Sprint("region-", i), *pages, fetch}
		run := map[string]func() error{"direct": e.direct, "grouped": e.grouped, "helped": e.helped}[*kind]
		if *kind == "started" {
			run = func() error { return started(e) }
		}
		go func() {
			if err := run(); err != nil {
				fmt.Fprintln(os.Stderr, e.name, err)
			}
		}()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
