// The end of a program that does not come: with -mode=stop main waits in Stop for workers whose queue
// nobody closes. With -mode=run nothing is wrong, main waits for them as long as the program runs. With
// -mode=hub one of many callers stands in a send behind the line where the others wait for the lock.
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

type indexer struct {
	docs chan string
	wg   sync.WaitGroup
	seen int
}

func start(n int) *indexer {
	ix := &indexer{docs: make(chan string)}
	ix.wg.Add(n)
	for i := 0; i < n; i++ {
		go ix.loop()
	}
	return ix
}

func (ix *indexer) loop() {
	defer ix.wg.Done()
	for doc := range ix.docs {
		ix.seen += len(doc)
	}
}

// Stop waits until everything is indexed, and forgets to say that nothing more will come.
//
//go:noinline
func (ix *indexer) Stop() { ix.wg.Wait() }

// Run waits for the workers.
//
//go:noinline
func (ix *indexer) Run() { ix.wg.Wait() }

type hub struct {
	mu      sync.Mutex
	clients []chan string
}

func (h *hub) broadcast(text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, client := range h.clients {
		client <- text
	}
}

func (h *hub) talk(n int) {
	for i := 0; i < n; i++ {
		go func() {
			for {
				h.broadcast("hello")
			}
		}()
	}
}

func main() {
	mode := flag.String("mode", "stop", "stop, run or hub")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	ix := start(4)
	if *mode == "hub" {
		h := &hub{clients: []chan string{make(chan string, 8)}}
		h.talk(12)
	}
	go func() {
		time.Sleep(time.Second)
		runtime.GC()
		fmt.Println("ready")
	}()
	switch *mode {
	case "stop":
		ix.Stop()
	default:
		ix.Run()
	}
}
