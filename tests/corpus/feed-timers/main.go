// Readers of feeds: each waits for an event, or for an hour with time.After. Before Go 1.23 every turn
// of the loop leaves a timer behind until it fires; since then unused timers are collected. The
// goroutines look the same either way.
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

type feed struct{ events chan int }

func (f *feed) read() {
	for {
		select {
		case <-f.events:
		case <-time.After(time.Hour):
		}
	}
}

func main() {
	n := flag.Int("n", 120, "feeds")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	feeds := make([]*feed, *n)
	for i := range feeds {
		feeds[i] = &feed{make(chan int)}
		go feeds[i].read()
	}
	go func() {
		for i := 0; ; i++ {
			feeds[i%len(feeds)].events <- i
			time.Sleep(time.Millisecond)
		}
	}()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
