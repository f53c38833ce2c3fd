// A service that gives a Writer of logrus to others. With -per-request each request makes one and nobody
// closes it; otherwise nothing is wrong.
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

	"github.com/sirupsen/logrus"
)

// kept is what the program made at its start and uses to its end.
var kept []*io.PipeWriter

// servers refers to the writers, as an http.Server refers to its ErrorLog.
var (
	mu      sync.Mutex
	servers []*io.PipeWriter
)

func open(int) *io.PipeWriter {
	mu.Lock()
	defer mu.Unlock()
	it := logrus.StandardLogger().Writer()
	servers = append(servers, it)
	return it
}

func use(it *io.PipeWriter) {
	_ = it
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a Writer per request")
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
