// A table of rates behind a RWMutex. -fault=recursive reads under a read lock that is held already;
// -fault=upgrade asks for the write lock under the read lock; -fault=triple holds it while another goroutine reads; -fault=slow reads from the network under it.
// Each time a writer comes in between. With none and fill nothing is wrong: fill gives the read lock
// back before it writes.
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
)

type table struct {
	mu    sync.RWMutex
	rates map[string]int
	hits  [8]int
}

// rate reads one rate.
func (t *table) rate(name string) int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.rates[name]
}

// set writes one.
func (t *table) set(name string, rate int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rates[name] = rate
}

// known reads one rate, and adds it first when it is not there; under the read lock with upgrade.
func (t *table) known(name string, upgrade bool) int {
	t.mu.RLock()
	if rate, ok := t.rates[name]; ok {
		t.mu.RUnlock()
		return rate
	}
	if !upgrade {
		t.mu.RUnlock()
	}
	t.set(name, len(name))
	return len(name)
}

// cross reads two rates under one lock, and each of them locks again.
func (t *table) cross(a, b string, between func()) int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	between()
	return t.rate(a) * t.rate(b)
}

// average waits under the lock for a goroutine that needs it, too.
func (t *table) average(names []string, between func()) int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	between()
	sums := make(chan int)
	go t.sum(names, sums)
	return <-sums / len(names)
}

func (t *table) sum(names []string, sums chan<- int) {
	sum := 0
	for _, name := range names {
		sum += t.rate(name)
	}
	sums <- sum
}

// reload reads from a silent peer under the lock.
func (t *table) reload(url string) error {
	t.mu.RLock()
	defer t.mu.RUnlock()
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func ask(t *table) {
	for {
		t.rate("eur")
		time.Sleep(100 * time.Millisecond)
	}
}

func main() {
	fault := flag.String("fault", "none", "none, recursive, triple or slow")
	n := flag.Int("n", 14, "readers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	t := &table{rates: map[string]int{"eur": 100, "usd": 108}}
	write := func() { t.set("eur", 101) }
	between := func() {
		go write()
		time.Sleep(50 * time.Millisecond)
	}
	switch *fault {
	case "recursive":
		go t.cross("eur", "usd", between)
	case "triple":
		go t.average([]string{"eur", "usd"}, between)
	case "upgrade":
		for i := 0; i < *n; i++ {
			go func(i int) {
				time.Sleep(time.Duration(100+i) * time.Millisecond)
				t.known("chf", true)
			}(i)
		}
		*n = 0
	case "fill":
		for i := 0; i < *n; i++ {
			go func(i int) {
				for j := 0; ; j++ {
					t.known(fmt.Sprint(i, ".", j%5000), false)
				}
			}(i)
		}
		*n = 0
	case "slow":
		go t.reload("http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/hang")
		time.Sleep(50 * time.Millisecond)
		go write()
	case "none":
		go func() {
			for {
				write()
				time.Sleep(10 * time.Millisecond)
			}
		}()
	}
	time.Sleep(200 * time.Millisecond)
	for i := 0; i < *n; i++ {
		go ask(t)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
