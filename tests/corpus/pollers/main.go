// A status board. With -fault every visitor starts a loop that refreshes a tile, by ticker or by
// sleep, and nothing ends it; otherwise three loops refresh everything.
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

type tile struct {
	name  string
	done  chan struct{}
	value int
}

func (t *tile) refresh() { t.value++ }

// everyTick forgets that stopping a ticker does not close its channel.
func (t *tile) everyTick(d time.Duration) {
	for range time.Tick(d) {
		t.refresh()
	}
}

// untilDone would end, but nobody closes done.
func (t *tile) untilDone(d time.Duration) {
	ticker := time.NewTicker(d)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			t.refresh()
		case <-t.done:
			return
		}
	}
}

// pollSleeping asks again and again.
func (t *tile) pollSleeping(d time.Duration) {
	for {
		t.refresh()
		time.Sleep(d)
	}
}

func open(name, kind string, d time.Duration) *tile {
	t := &tile{name: name, done: make(chan struct{})}
	switch kind {
	case "tick":
		go t.everyTick(d)
	case "select":
		go t.untilDone(d)
	case "sleep":
		go t.pollSleeping(d)
	}
	return t
}

func main() {
	kind := flag.String("kind", "tick", "tick, select or sleep")
	fault := flag.Bool("fault", false, "a loop for each visitor")
	n := flag.Int("n", 60, "loops")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	stop := make(chan os.Signal)
	go func() { // a goroutine that waits for as long as the program runs
		<-stop
		os.Exit(0)
	}()

	for i := 0; i < *n; i++ {
		name := fmt.Sprint("tile ", i)
		if *fault {
			go open(name, *kind, 5*time.Second) // as a server does
			for j := 0; j < 40; j++ {
				go func() {}() // what else the server does meanwhile
			}
			time.Sleep(10 * time.Millisecond)
		} else {
			t := &tile{name: name, done: make(chan struct{})}
			go t.untilDone(5 * time.Second)
			go t.pollSleeping(5 * time.Second)
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
