// A registry of plugins with a handful of goroutines that hang, each in its way, as -fault says: a lock
// taken twice, two locks in opposite order, a send under a lock that the receiver needs, a group whose
// worker is stuck, a condition signalled too early, a receiver whose sender has given up; and with
// "crowd" many answers that nobody takes any more. With "none" some of them wait for a slow disk.
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
)

type plugin struct {
	mu    sync.Mutex
	name  string
	ready *sync.Cond
}

// rename locks, and so does describe.
func (p *plugin) rename(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.name = name
	fmt.Println(p.describe())
}

func (p *plugin) describe() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return "plugin " + p.name
}

type registry struct {
	mu      sync.Mutex
	plugins []*plugin
	events  chan string
}

// enable locks the registry first, remove the plugin.
func enable(r *registry, p *plugin) {
	r.mu.Lock()
	defer r.mu.Unlock()
	time.Sleep(20 * time.Millisecond)
	touch(&p.mu)
}

func remove(r *registry, p *plugin) {
	p.mu.Lock()
	defer p.mu.Unlock()
	time.Sleep(20 * time.Millisecond)
	touch(&r.mu)
}

func touch(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
}

// announce sends with the lock held; watch needs it before it receives again.
func announce(r *registry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.plugins {
		r.events <- p.name
	}
}

func watch(r *registry) {
	for event := range r.events {
		time.Sleep(20 * time.Millisecond)
		count(r)
		fmt.Println(event)
	}
}

func count(r *registry) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.plugins)
}

// loadAll waits for workers, one of which has nobody to report to.
func loadAll(names []string) {
	var group sync.WaitGroup
	failed := make(chan string)
	for _, name := range names {
		group.Add(1)
		go func(name string) {
			defer group.Done()
			if name == "" {
				failed <- name
			}
		}(name)
	}
	group.Wait()
	close(failed)
}

func (p *plugin) wait() {
	p.ready.L.Lock()
	defer p.ready.L.Unlock()
	p.ready.Wait() // without a look at the state
}

func await(answers <-chan int) { fmt.Println(<-answers) }

func ask(refuse bool) {
	answers := make(chan int)
	go await(answers)
	if refuse {
		return
	}
	answers <- 1
}

// lookUp leaves its answer behind when it is late.
func lookUp() {
	answer := make(chan int)
	go func() {
		time.Sleep(20 * time.Millisecond)
		answer <- 1
	}()
	select {
	case <-answer:
	case <-time.After(time.Millisecond):
	}
}

// scan takes its time, with the lock held.
func scan(r *registry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	time.Sleep(time.Hour)
}

func main() {
	fault := flag.String("fault", "none", "what goes wrong")
	flag.Parse()

	p := &plugin{name: "a", ready: sync.NewCond(new(sync.Mutex))}
	r := &registry{plugins: []*plugin{p, p, p}, events: make(chan string)}
	switch *fault {
	case "twice":
		go p.rename("b")
	case "order":
		go enable(r, p)
		go remove(r, p)
	case "send":
		go watch(r)
		go announce(r)
	case "group":
		go loadAll([]string{"a", "b", "", "c"})
	case "signal":
		p.ready.Signal()
		go p.wait()
	case "receive":
		go ask(true)
	case "crowd":
		for i := 0; i < 30; i++ {
			lookUp()
		}
	case "none":
		go scan(r)
		time.Sleep(20 * time.Millisecond)
		go count(r)
		go await(make(chan int))
	}
	time.Sleep(300 * time.Millisecond)
	runtime.GC()
	fmt.Println("ready")
	http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
}
