// Handlers that wait for somebody else of the program. With -mode=condition nobody ever announces
// what they wait for, with -mode=task the worker of a pool has dropped their task without Done. With
// -mode=queue and -mode=pool nothing is wrong: the queue is short and moves, the pool is small and
// works. With -mode=hijack a handler goes on reading a connection that has left HTTP.
package main

import (
	"bufio"
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

// weights become ready, or so the handlers believe.
type weights struct {
	mu     sync.Mutex
	loaded *sync.Cond
	ready  bool
}

func (w *weights) predict() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for !w.ready {
		w.loaded.Wait()
	}
}

// pool runs tasks, and survives those that panic.
type pool struct{ tasks chan func() }

func newPool(n int) *pool {
	p := &pool{make(chan func(), 1000)}
	for i := 0; i < n; i++ {
		go p.work()
	}
	return p
}

func (p *pool) work() {
	for task := range p.tasks {
		p.run(task)
	}
}

func (p *pool) run(task func()) {
	defer func() { recover() }()
	task()
}

// render waits for three tasks; with a page that cannot be rendered, one of them is never done.
func render(p *pool, pages []string) {
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		i := i
		wg.Add(1)
		p.tasks <- func() {
			time.Sleep(time.Duration(len(pages[i])) * time.Millisecond)
			wg.Done()
		}
	}
	wg.Wait()
}

// queue is bounded: who puts waits for who takes.
type queue struct {
	mu            sync.Mutex
	items         []string
	room, arrived *sync.Cond
}

func newQueue() *queue {
	q := &queue{}
	q.room, q.arrived = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(item string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 4 {
		q.room.Wait()
	}
	q.items = append(q.items, item)
	q.arrived.Signal()
}

func (q *queue) take() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.arrived.Wait()
	}
	item := q.items[0]
	q.items = q.items[1:]
	q.room.Signal()
	return item
}

func consume(q *queue) {
	for {
		q.take()
		time.Sleep(5 * time.Millisecond)
	}
}

// upgrade takes the connection over and echoes lines.
func upgrade(w http.ResponseWriter, r *http.Request) {
	conn, rw, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprint(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tunnel\r\n\r\n")
	echo(conn, rw.Reader)
}

func echo(conn net.Conn, lines *bufio.Reader) {
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		conn.Write(line)
	}
}

func main() {
	mode := flag.String("mode", "condition", "condition, task, pool, queue or hijack")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	w := &weights{}
	w.loaded = sync.NewCond(&w.mu)
	p, q := newPool(2), newQueue()
	go consume(q)
	reports := map[string]func(){
		"condition": w.predict,
		"task":      func() { render(p, []string{"a", "b"}) },
		"pool": func() {
			for {
				render(p, []string{"a page", "another", "the last one"})
			}
		},
		"queue": func() {
			for {
				q.put("item")
			}
		},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/upgrade", upgrade)
	mux.HandleFunc("/report", func(w http.ResponseWriter, r *http.Request) { reports[*mode]() })
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(4 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
