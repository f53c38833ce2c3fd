// Live scores as event streams. A handler ranges over the channel of its game and takes no notice of its
// client, who may have gone long ago.
package main

import (
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"sync"
	"time"
)

type board struct {
	mu       sync.Mutex
	watchers []chan string
}

func (b *board) watch() <-chan string {
	c := make(chan string, 4)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watchers = append(b.watchers, c)
	return c
}

func (b *board) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.(http.Flusher).Flush()
	for score := range b.watch() {
		fmt.Fprintf(w, "data: %s\n\n", score)
		w.(http.Flusher).Flush()
	}
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	mux := http.NewServeMux()
	mux.HandleFunc("/", (&board{}).stream)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(4 * time.Second)
	fmt.Println("ready")
	select {}
}
