// Nothing is wrong. A chat server: each user has a connection with two pumps, which wait as long as
// nobody says anything.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type hub struct {
	mu      sync.Mutex
	members map[*member]bool
	joined  int64
	ranged  bool
}

type member struct {
	hub  *hub
	conn net.Conn
	in   *bufio.ReadWriter
	send chan string
}

// serve takes over the connection and starts its pumps.
func (h *hub) serve(w http.ResponseWriter, r *http.Request) {
	conn, in, err := w.(http.Hijacker).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	h.authorise(8)
	m := &member{h, conn, in, make(chan string, 16)}
	h.mu.Lock()
	h.members[m] = true
	h.mu.Unlock()
	if h.ranged {
		go m.forward()
	} else {
		go m.writePump()
	}
	go m.readPump()
	atomic.AddInt64(&h.joined, 1)
}

// authorise asks as many rooms at the same time whether they let the user in.
func (h *hub) authorise(rooms int) {
	var wg sync.WaitGroup
	for i := 0; i < rooms; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(2 * time.Millisecond)
		}()
	}
	wg.Wait()
}

func (m *member) readPump() {
	defer m.leave()
	for {
		line, err := m.in.ReadString('\n')
		if err != nil {
			return
		}
		m.hub.say(line)
	}
}

// writePump sends what others say, and a ping now and then.
func (m *member) writePump() {
	ping := time.NewTicker(50 * time.Minute)
	defer ping.Stop()
	for {
		var err error
		select {
		case line, ok := <-m.send:
			if !ok {
				return
			}
			_, err = io.WriteString(m.conn, line)
		case <-ping.C:
			_, err = io.WriteString(m.conn, "ping\n")
		}
		if err != nil {
			return
		}
	}
}

// forward is a pump without pings.
func (m *member) forward() {
	for line := range m.send {
		if _, err := io.WriteString(m.conn, line); err != nil {
			return
		}
	}
}

func (m *member) leave() {
	m.hub.mu.Lock()
	defer m.hub.mu.Unlock()
	if m.hub.members[m] {
		delete(m.hub.members, m)
		close(m.send)
		m.conn.Close()
	}
}

func (h *hub) say(line string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for m := range h.members {
		select {
		case m.send <- line:
		default: // too slow
		}
	}
}

func main() {
	users := flag.Int64("users", 60, "users to wait for")
	ranged := flag.Bool("range", false, "pumps without pings")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	h := &hub{members: map[*member]bool{}, ranged: *ranged}
	mux := http.NewServeMux()
	mux.HandleFunc("/report", h.serve)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, mux)
	fmt.Println("serve", listener.Addr())
	for atomic.LoadInt64(&h.joined) < *users {
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
