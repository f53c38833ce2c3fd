// A price feed with subscribers. With -fault the loops of those who left are never ended: their
// channel is not closed, or their ticker runs on. Otherwise nothing is wrong: they are subscribed.
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

	"example.com/ticks/feed"
)

func main() {
	fault := flag.String("fault", "close", "close, ticker or none")
	n := flag.Int("n", 80, "subscriptions")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	f := feed.New()
	var wg sync.WaitGroup
	for i := 0; i < *n; i++ {
		wg.Add(1)
		// One request each, as a server would have it.
		go func() {
			defer wg.Done()
			request(f, *fault)
		}()
		if i%8 == 0 {
			time.Sleep(60 * time.Millisecond)
		}
	}
	wg.Wait()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}

// request subscribes, works for a moment, and leaves.
func request(f *feed.Feed, fault string) {
	prepare(12)
	switch fault {
	case "close":
		s := f.Subscribe()
		time.Sleep(5 * time.Millisecond)
		f.Unsubscribe(s)
	case "ticker":
		s := f.Poll(15 * time.Second)
		time.Sleep(5 * time.Millisecond)
		f.Unsubscribe(s)
	case "none":
		f.Subscribe()
	}
}

// prepare does n things at the same time that a request needs.
func prepare(n int) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Millisecond)
		}()
	}
	wg.Wait()
}
