// Healthy: a gateway that serves, asks an upstream through one client with deadlines, and runs a
// few loops of its own. Old waits, a server, a client, and nothing to complain about.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"time"
)

type gateway struct {
	client   *http.Client
	upstream string
	jobs     chan string
	mu       sync.Mutex
	seen     map[string]int
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if err := g.relay(ctx, w, "/wait?ms=120"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	g.jobs <- r.URL.Path
}

func (g *gateway) relay(ctx context.Context, w io.Writer, path string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, g.upstream+path, nil)
	if err != nil {
		return err
	}
	resp, err := g.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

func (g *gateway) audit() {
	for path := range g.jobs {
		g.mu.Lock()
		g.seen[path]++
		g.mu.Unlock()
	}
}

func (g *gateway) refresh(ctx context.Context) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	g := &gateway{
		client:   &http.Client{Timeout: 10 * time.Second},
		upstream: "http://127.0.0.1:" + os.Getenv("PEER_PORT"),
		jobs:     make(chan string),
		seen:     map[string]int{},
	}
	for i := 0; i < 4; i++ {
		go g.audit()
	}
	go g.refresh(ctx)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: g, ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute}
	go server.Serve(listener)
	for i := 0; i < 6; i++ {
		go customer("http://" + listener.Addr().String() + "/cart")
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	<-ctx.Done()
}

// customer is a client of the gateway itself, so that one process shows both ends.
func customer(url string) {
	client := &http.Client{Timeout: 10 * time.Second}
	for {
		resp, err := client.Get(url)
		if err != nil {
			panic(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		time.Sleep(50 * time.Millisecond)
	}
}
