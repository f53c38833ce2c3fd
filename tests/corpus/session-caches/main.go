// A service with sessions. With -per-request each session has a cache of its own; otherwise they share
// one, and nothing is wrong.
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

	"github.com/patrickmn/go-cache"
)

// kept is what the program made at its start and uses to its end.
var kept []*cache.Cache

// sessions refers to the caches, so that no finalizer stops their janitors.
var (
	mu       sync.Mutex
	sessions []*cache.Cache
)

func open(int) *cache.Cache {
	mu.Lock()
	defer mu.Unlock()
	it := cache.New(time.Minute, time.Minute)
	sessions = append(sessions, it)
	return it
}

func use(it *cache.Cache) {
	it.Set("user", 1, time.Minute)
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a cache per session")
	n := flag.Int("n", 60, "requests")
	design := flag.Int("design", 1, "made at the start")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *design; i++ {
		kept = append(kept, open(i))
	}
	var requests sync.WaitGroup
	for i := 0; i < *n; i++ {
		requests.Add(1)
		go func(i int) {
			defer requests.Done()
			handle(i, *perRequest)
		}(i)
		time.Sleep(5 * time.Millisecond)
	}
	requests.Wait()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
