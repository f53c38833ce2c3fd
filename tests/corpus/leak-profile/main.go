// A goroutineleak profile of Go 1.27. With -leak, jobs whose caller has left wait for ever, each in
// its way; the workers of a pool that is in use wait too and are not marked. Without it nothing is
// wrong.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"sync"
	"time"
)

// pool is reachable from main, so its workers are no leak.
type pool struct{ jobs chan func() }

func newPool(n int) *pool {
	p := &pool{jobs: make(chan func())}
	for i := 0; i < n; i++ {
		go func() {
			for job := range p.jobs {
				job()
			}
		}()
	}
	return p
}

// estimate leaves the sender behind when it is late.
func estimate(patience time.Duration) (int, error) {
	result := make(chan int)
	go func() {
		time.Sleep(2 * patience)
		result <- 42
	}()
	select {
	case n := <-result:
		return n, nil
	case <-time.After(patience):
		return 0, context.DeadlineExceeded
	}
}

// follow starts a loop that nobody ends.
func follow() chan<- string {
	lines := make(chan string)
	go func() {
		for range lines {
		}
	}()
	return lines
}

// lockedOut waits for a lock that its owner has dropped.
func lockedOut() {
	var mu sync.Mutex
	mu.Lock()
	go func() {
		mu.Lock()
		mu.Unlock()
	}()
}

func main() {
	leak := flag.Bool("leak", false, "leave goroutines behind")
	flag.Parse()

	p := newPool(24)
	if *leak {
		for i := 0; i < 9; i++ {
			estimate(5 * time.Millisecond)
		}
		for i := 0; i < 4; i++ {
			follow()
		}
		lockedOut()
	}
	time.Sleep(500 * time.Millisecond)
	if err := dump(os.Getenv("DUMP_FILE")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	p.jobs <- func() {}
}

func dump(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return pprof.Lookup("goroutineleak").WriteTo(file, 2)
}
