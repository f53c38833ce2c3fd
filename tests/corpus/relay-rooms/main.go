// Goroutines that outlive what they were started for, next to others like them that do not. With
// -mode=members the channel of a member who left is never closed, and the members who are there have
// theirs; with -mode=beats a ticker is stopped, which does not end the loop over its channel. With
// -mode=shards nothing is wrong: all loops were started at once, and the program goes on.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// member gets what others say.
type member struct{ out chan string }

// serve returns when the member leaves, and forgets to close out.
func (m *member) serve(left <-chan struct{}) {
	go m.deliver()
	<-left
}

func (m *member) deliver() {
	for text := range m.out {
		fmt.Fprintln(os.Stderr, text)
	}
}

func members(gone, here int) {
	left := make(chan struct{})
	close(left)
	for i := 0; i < gone; i++ {
		go (&member{make(chan string)}).serve(left)
	}
	for i := 0; i < here; i++ {
		go (&member{make(chan string)}).serve(make(chan struct{}))
	}
}

// beat does something again and again.
type beat struct{ ticker *time.Ticker }

func every(d time.Duration, do func()) *beat {
	b := &beat{time.NewTicker(d)}
	go b.loop(do)
	return b
}

func (b *beat) loop(do func()) {
	for range b.ticker.C {
		do()
	}
}

func (b *beat) stop() { b.ticker.Stop() }

// sessions come and go, each with a beat and some work of its own.
func sessions(n int) {
	for i := 0; i < n; i++ {
		b := every(time.Hour, func() {})
		for j := 0; j < 6; j++ {
			done := make(chan struct{})
			go close(done)
			<-done
		}
		b.stop()
	}
	select {}
}

// shards starts its loops, then works for as long as the program runs.
func shards(n int) {
	for i := 0; i < n; i++ {
		every(time.Hour, func() {})
	}
	for i := 0; i < 4*n; i++ {
		done := make(chan struct{})
		go close(done)
		<-done
	}
	select {}
}

func main() {
	mode := flag.String("mode", "members", "members, beats or shards")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	switch *mode {
	case "members":
		members(160, 30)
	case "beats":
		go sessions(120)
	case "shards":
		go shards(120)
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
