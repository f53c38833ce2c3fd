// A service that leaks: starts as many goroutines as it is asked for, in the stacks that services have, waits
// until the runtime has noticed how long they wait, and writes the runtime's own dump to standard output.
//
//	bench GOROUTINES [SECONDS]
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// Two file descriptors each; more than this is more than some machines have ports for.
const maxConnections = 8000

func main() {
	want, err := strconv.Atoi(os.Args[1])
	check(err)
	seconds := 0
	if len(os.Args) > 2 {
		seconds, err = strconv.Atoi(os.Args[2])
		check(err)
	}
	leakConnections(min(connections(), want/4))
	leakRest(want)
	until(want)
	runtime.GC()
	time.Sleep(time.Duration(seconds) * time.Second)
	runtime.GC()
	check(dump(os.Stdout))
}

// connections is how many connections the limit of open files allows.
func connections() int {
	var limit syscall.Rlimit
	check(syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit))
	limit.Cur = limit.Max
	check(syscall.Setrlimit(syscall.RLIMIT_NOFILE, &limit))
	if limit.Cur > 2*maxConnections+200 {
		return maxConnections
	}
	return int(limit.Cur-200) / 2
}

// leakConnections makes an http.Transport per request, as the classic leak does. Each leaves two goroutines
// here and one in the server.
func leakConnections(n int) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "ok")
	}))
	url := "http://" + listener.Addr().String() + "/"
	for i := 0; i < n; i++ {
		check(fetch(url))
	}
}

func fetch(url string) error {
	client := &http.Client{Transport: &http.Transport{}}
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return err
}

// leakRest starts goroutines until there are as many as wanted.
func leakRest(want int) {
	pool := newPool()
	ctx := context.WithValue(context.Background(), key{}, "value")
	for runtime.NumGoroutine() < want {
		n := want - runtime.NumGoroutine()
		for i := 0; i < n; i++ {
			start(i, ctx, pool)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func start(i int, ctx context.Context, pool *pool) {
	switch i % 16 {
	case 0, 1, 2:
		go pool.worker(i)
	case 3, 4:
		go price(make(chan int), i)
	case 5, 6:
		go func() { pool.submit(ctx, i) }()
	case 7:
		go pool.locked(i)
	case 8:
		go pool.wait()
	case 9:
		go subscribe[string](ctx, make(chan string))
	case 10:
		go subscribe[int](ctx, make(chan int))
	case 11:
		go handle(ctx, 3)
	case 12:
		go handle(ctx, 9)
	case 13:
		go sleepy()
	case 14:
		go readPipe()
	default:
		go pool.cond()
	}
}

type key struct{}

type pool struct {
	jobs  chan func() error
	full  chan int
	mutex sync.Mutex
	group sync.WaitGroup
	ready *sync.Cond
}

func newPool() *pool {
	p := &pool{jobs: make(chan func() error), full: make(chan int)}
	p.ready = sync.NewCond(&sync.Mutex{})
	p.group.Add(1)
	p.mutex.Lock()
	return p
}

func (p *pool) worker(i int) {
	for job := range p.jobs {
		check(job())
	}
}

func (p *pool) submit(ctx context.Context, i int) {
	p.enqueue(ctx, i, "a job")
}

//go:noinline
func (p *pool) enqueue(ctx context.Context, i int, name string) {
	select {
	case p.full <- i + len(name):
	case <-ctx.Done():
	case <-time.After(24 * time.Hour):
	}
}

func (p *pool) locked(i int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
}

func (p *pool) wait() {
	p.group.Wait()
}

func (p *pool) cond() {
	p.ready.L.Lock()
	defer p.ready.L.Unlock()
	p.ready.Wait()
}

//go:noinline
func price(out chan<- int, i int) {
	out <- i * 3
}

func subscribe[T any](ctx context.Context, topic <-chan T) {
	select {
	case <-topic:
	case <-ctx.Done():
	}
}

// handle goes as deep as a request through its middleware.
//
//go:noinline
func handle(ctx context.Context, depth int) error {
	if depth > 0 {
		return handle(context.WithValue(ctx, key{}, depth), depth-1)
	}
	done := make(chan struct{})
	<-done
	return nil
}

func sleepy() {
	for {
		time.Sleep(time.Hour)
	}
}

func readPipe() {
	reader, _ := io.Pipe()
	line, err := bufio.NewReader(reader).ReadString('\n')
	check(err)
	fmt.Fprintln(os.Stderr, line)
}

func until(want int) {
	for runtime.NumGoroutine() < want {
		time.Sleep(10 * time.Millisecond)
	}
}

// dump does what runtime/pprof does for debug=2, which ends at 64 MB.
func dump(to io.Writer) error {
	for size := 64 << 20; ; size *= 2 {
		text := make([]byte, size)
		if n := runtime.Stack(text, true); n < size {
			_, err := to.Write(text[:n])
			return err
		}
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
