// Text shapes a parser meets: generics, closures, method values, a locked thread, nil channels,
// an elided deep stack, dots and dashes in package paths.
package main

import (
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	"example.com/go-shapes.v2/pool-v2"
)

type queue[T any] struct{ items chan T }

func (q *queue[T]) drain() {
	for range q.items {
	}
}

type pair[K comparable, V any] struct{ wait chan map[K]V }

func (p pair[K, V]) get() map[K]V { return <-p.wait }

func each[T any](items []T, do func(T)) {
	for _, item := range items {
		do(item)
	}
}

func dive(n int, bottom chan struct{}) int {
	if n == 0 {
		<-bottom
		return 0
	}
	return 1 + dive(n-1, bottom)
}

func locked(wait chan struct{}) {
	runtime.LockOSThread()
	<-wait
}

type service struct{ stop chan struct{} }

func (s *service) Run() { <-s.stop }

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	wait := make(chan struct{})

	go (&queue[string]{make(chan string)}).drain()
	go (&queue[struct{ a, b int }]{}).drain() // a nil channel
	go pair[string, []int]{make(chan map[string][]int)}.get()
	go each([]int{1}, func(int) { <-wait })
	go dive(300, wait)
	go dive(40, wait)
	go locked(wait)
	go pool.New().Take()
	pool.Each(func(string) { <-wait }, "a", "b")
	go (&service{wait}).Run()
	run := (&service{wait}).Run
	go run()
	go func() { func() { func() { <-wait }() }() }()
	go func() {
		defer func() { <-wait }()
		panicAndRecover()
	}()
	var none chan int
	go func() { none <- 1 }()
	go func() { select {} }()
	go func() { time.Sleep(time.Hour) }()
	var mu sync.Mutex
	mu.Lock()
	go mu.Lock()
	var rw sync.RWMutex
	rw.Lock()
	go rw.RLock()
	var wg sync.WaitGroup
	wg.Add(1)
	go wg.Wait()
	cond := sync.NewCond(&sync.Mutex{})
	go func() { cond.L.Lock(); cond.Wait() }()
	time.AfterFunc(time.Millisecond, func() { <-wait })
	time.Sleep(300 * time.Millisecond)
	fmt.Println("ready")
	select {}
}

func panicAndRecover() {
	defer func() { recover() }()
	panic("fine")
}
