// Nothing is wrong. Goroutines that have something ready before it is asked for: the fillers of
// token buckets that are full, and generators of numbers. They wait in a channel send until somebody
// takes a token or a number, which may be hours.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// limiter lets through a number of calls in a second.
type limiter struct{ tokens chan struct{} }

func newLimiter(burst int, every time.Duration) *limiter {
	l := &limiter{make(chan struct{}, burst)}
	go l.fill(every)
	return l
}

func (l *limiter) fill(every time.Duration) {
	for range time.Tick(every) {
		l.tokens <- struct{}{}
	}
}

func (l *limiter) wait() { <-l.tokens }

// numbers returns a sequence of its own for each series of invoices.
func numbers(prefix string) <-chan string {
	out := make(chan string)
	go func() {
		for n := 1; ; n++ {
			out <- fmt.Sprintf("%s-%06d", prefix, n)
		}
	}()
	return out
}

// api is one customer of the gateway.
type api struct {
	name   string
	limit  *limiter
	number <-chan string
}

func newAPI(name string) *api {
	return &api{name, newLimiter(3, 20*time.Millisecond), numbers(name)}
}

func (a *api) call() string {
	a.limit.wait()
	return <-a.number
}

func main() {
	n := flag.Int("n", 9, "customers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	var apis []*api
	for i := 0; i < *n; i++ {
		apis = append(apis, newAPI(fmt.Sprint("customer", i)))
	}
	for _, a := range apis {
		a.call()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
