// Nothing is wrong. Pools of workers that have nothing to do: started together by a constructor,
// or one by one when a burst of requests found no idle worker.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	"example.com/thumbs/pool"
)

// resize stands for the work: a short wait and some memory.
func resize(id int) func() {
	return func() {
		buf := make([]byte, 4096)
		time.Sleep(time.Duration(20+id%7) * time.Millisecond)
		_ = buf
	}
}

// burst makes n requests at the same time, each from a goroutine of its own as a server would.
func burst(p *pool.Elastic, n int) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		i := i
		wg.Add(1)
		go func() {
			defer wg.Done()
			p.Submit(resize(i))
		}()
	}
	wg.Wait()
}

// others is what else the server does: goroutines that end.
func others(n int) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
	}
	wg.Wait()
}

func main() {
	kind := flag.String("kind", "fixed", "fixed, select, mixed or elastic")
	n := flag.Int("n", 64, "workers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	switch *kind {
	case "fixed":
		p := pool.NewFixed(*n)
		for i := 0; i < 3**n; i++ {
			p.Submit(resize(i))
		}
	case "select":
		p := pool.NewStoppable(*n)
		defer p.Stop()
		p.Submit(resize(1))
	case "mixed":
		for _, size := range []int{*n, *n / 2, 12} {
			p := pool.NewFixed(size)
			p.Submit(resize(size))
			others(30)
			time.Sleep(500 * time.Millisecond)
		}
	case "elastic":
		p := pool.NewElastic(*n)
		for round := 1; round <= 12; round++ {
			burst(p, 1+round**n/12)
			others(60)
			time.Sleep(200 * time.Millisecond)
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
