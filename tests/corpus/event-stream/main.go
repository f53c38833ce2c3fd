// Nothing is wrong. Handlers that are meant to last: server-sent events and long polls, each of which
// ends with its request.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

type broker struct {
	mu   sync.Mutex
	subs map[chan string]bool
}

func (b *broker) subscribe() chan string {
	ch := make(chan string, 8)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs[ch] = true
	return ch
}

func (b *broker) drop(ch chan string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.subs, ch)
}

// events streams what happens, and a comment now and then.
func (b *broker) events(w http.ResponseWriter, r *http.Request) {
	ch := b.subscribe()
	defer b.drop(ch)
	w.Header().Set("Content-Type", "text/event-stream")
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		select {
		case event := <-ch:
			fmt.Fprintf(w, "data: %s\n\n", event)
		case <-tick.C:
			fmt.Fprint(w, ": still here\n\n")
		case <-r.Context().Done():
			return
		}
		w.(http.Flusher).Flush()
	}
}

// poll answers when there is something to say.
func (b *broker) poll(w http.ResponseWriter, r *http.Request) {
	ch := b.subscribe()
	defer b.drop(ch)
	select {
	case event := <-ch:
		fmt.Fprintln(w, event)
	case <-r.Context().Done():
	}
}

func main() {
	polls := flag.Bool("polls", false, "long polls instead of streams")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	b := &broker{subs: map[chan string]bool{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	if *polls {
		mux.HandleFunc("/report", b.poll)
	} else {
		mux.HandleFunc("/report", b.events)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
