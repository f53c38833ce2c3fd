// Mailboxes with consumers that wait on a condition. With -each every delivery has a mailbox of its own,
// and closing it signals one consumer of four; otherwise all share one, with as many consumers.
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

type box struct {
	mu     sync.Mutex
	some   *sync.Cond
	items  []string
	closed bool
}

func newBox(consumers int) *box {
	b := &box{}
	b.some = sync.NewCond(&b.mu)
	for i := 0; i < consumers; i++ {
		go b.consume()
	}
	return b
}

func (b *box) consume() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for {
		for len(b.items) == 0 && !b.closed {
			b.some.Wait()
		}
		if len(b.items) == 0 {
			return
		}
		b.items = b.items[1:]
	}
}

func (b *box) put(item string) {
	b.mu.Lock()
	b.items = append(b.items, item)
	b.mu.Unlock()
	b.some.Signal()
}

func (b *box) close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.some.Signal()
}

// deliver is done when the mailbox is closed.
func deliver(item string) {
	b := newBox(4)
	b.put(item)
	time.Sleep(10 * time.Millisecond)
	b.close()
}

// client delivers one item after the other.
func client(name string, items int) {
	for i := 0; i < items; i++ {
		deliver(fmt.Sprint(name, i))
	}
	select {}
}

func main() {
	each := flag.Bool("each", false, "a mailbox for each delivery")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	if *each {
		for i := 0; i < 3; i++ {
			go client(fmt.Sprint("client ", i), 30)
		}
	} else {
		b := newBox(60)
		for i := 0; i < 100; i++ {
			b.put("item")
		}
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
