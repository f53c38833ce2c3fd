// A service with rotating log files. With -per-request each request opens the file anew and closes it,
// which does not end the goroutine; otherwise nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"
)

var folder string

// kept is what the program made at its start and uses to its end.
var kept []*lumberjack.Logger

func open(i int) *lumberjack.Logger {
	it := &lumberjack.Logger{Filename: filepath.Join(folder, fmt.Sprintf("%d.log", i)), MaxBackups: 3}
	fmt.Fprintln(it, "opened")
	return it
}

func use(it *lumberjack.Logger) {
	fmt.Fprintln(it, "request")
	it.Close()
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a Logger per request")
	n := flag.Int("n", 60, "requests")
	design := flag.Int("design", 1, "made at the start")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	folder, _ = os.MkdirTemp("", "logs")
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
