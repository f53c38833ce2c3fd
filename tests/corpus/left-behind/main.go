// Goroutines that are started one by one. With -mode=contexts a few workers make a context for each of
// many items and forget to cancel it; with -mode=inuse each of many has one. With -mode=dropped a
// subscription is dropped without closing its channel, with -mode=living its owner still lives. With
// -mode=replicas the slower of two calls stays in its send; with -mode=slots many wait for one of a few
// slots, which are in use. With -mode=mail a silent server owes its greeting.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"net/smtp"
	"os"
	"runtime"
	"sync"
	"time"
)

// merged ends with whichever of two contexts ends first: no type of package context.
type merged struct {
	context.Context
	done chan struct{}
}

func (m *merged) Done() <-chan struct{} { return m.done }

func (m *merged) Err() error {
	select {
	case <-m.done:
		return context.Canceled
	default:
		return nil
	}
}

func forget(parent context.Context) { context.WithCancel(parent) }

// contexts gives each of a few workers many items.
func contexts(parent context.Context) {
	items := make(chan int)
	for i := 0; i < 4; i++ {
		go func() {
			for range items {
				forget(parent)
			}
		}()
	}
	for i := 0; i < 240; i++ {
		items <- i
	}
}

// inUse has a session for each context.
func inUse(parent context.Context) {
	for i := 0; i < 120; i++ {
		go func() {
			ctx, cancel := context.WithCancel(parent)
			defer cancel()
			session(ctx)
		}()
	}
}

func session(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Hour):
	}
}

// bus hands what is published to every subscriber.
type bus struct {
	mu   sync.Mutex
	subs map[chan string]bool
}

func (b *bus) subscribe(f func(string)) (cancel func()) {
	ch := make(chan string, 4)
	b.mu.Lock()
	b.subs[ch] = true
	b.mu.Unlock()
	go forward(ch, f)
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.subs, ch)
	}
}

func forward(ch chan string, f func(string)) {
	for event := range ch {
		f(event)
	}
}

// visit subscribes for a moment, or for as long as the program runs.
func visit(b *bus, pause time.Duration) {
	cancel := b.subscribe(func(string) {})
	defer cancel()
	time.Sleep(pause)
}

func visits(b *bus, n int, pause time.Duration) {
	for i := 0; i < n; i++ {
		go visit(b, pause)
		time.Sleep(time.Millisecond)
	}
}

// first takes the answer of the faster replica.
func first(delays ...time.Duration) time.Duration {
	answers := make(chan time.Duration)
	for _, delay := range delays {
		delay := delay
		go func() {
			lookup(delay)
			answers <- delay
		}()
	}
	return <-answers
}

func lookup(delay time.Duration) { time.Sleep(delay) }

func calls() {
	for {
		first(time.Millisecond, 40*time.Millisecond)
	}
}

// crawl runs a few of many at a time, for a long time.
func crawl(n, slots int) {
	var wg sync.WaitGroup
	free := make(chan struct{}, slots)
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			free <- struct{}{}
			lookup(time.Hour)
			<-free
		}()
	}
	wg.Wait()
}

// silent is kept, or the collector would close it.
var silent net.Listener

// mail writes to a server that has taken the connection and says nothing.
func mail(n int) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	silent = listener
	for i := 0; i < n; i++ {
		go smtp.SendMail(listener.Addr().String(), nil, "a@example.com", []string{"b@example.com"}, nil)
	}
}

func main() {
	mode := flag.String("mode", "contexts", "contexts, inuse, dropped, living, replicas, slots or mail")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	parent := &merged{context.Background(), make(chan struct{})}
	b := &bus{subs: map[chan string]bool{}}
	switch *mode {
	case "contexts":
		contexts(parent)
	case "inuse":
		inUse(parent)
	case "dropped":
		visits(b, 600, time.Second)
	case "living":
		visits(b, 150, time.Hour)
	case "replicas":
		go calls()
	case "slots":
		go crawl(80, 8)
	case "mail":
		mail(30)
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
