// With -mode=answers handlers wait for helpers, which wait for room that the handlers make only
// afterwards. With -mode=sessions a manager runs a loop for each of many sessions, which nobody ends.
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

// best asks three, and reads their answers too late: there is room for two.
func best() (sum int) {
	answers := make(chan int, 2)
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go ask(i, answers, &wg)
	}
	wg.Wait()
	close(answers)
	for answer := range answers {
		sum += answer
	}
	return sum
}

func ask(i int, answers chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	answers <- i
}

// manager keeps sessions, each with a loop of its own.
type manager struct{ opened, ended chan int }

func (m *manager) expire(id int) {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-m.ended:
	}
}

func (m *manager) open(id int) { go m.expire(id) }

// serve is one of a few that open sessions and live on.
func (m *manager) serve() {
	for id := range m.opened {
		m.open(id)
	}
}

func sessions() {
	m := &manager{make(chan int), make(chan int)}
	for i := 0; i < 4; i++ {
		go m.serve()
	}
	for id := 0; id < 160; id++ {
		m.opened <- id
	}
}

func main() {
	mode := flag.String("mode", "answers", "answers or sessions")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	if *mode == "sessions" {
		sessions()
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/report", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, best()) })
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
