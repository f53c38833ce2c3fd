// A walker over linked pages starts a goroutine for every link, and two of them at a time hold a slot.
// The queue moves, and it grows faster than it moves.
package main

import (
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var slots = make(chan struct{}, 2)

func links(page string) []string {
	time.Sleep(500 * time.Millisecond)
	next := make([]string, 3)
	for i := range next {
		next[i] = fmt.Sprint(page, "/", i)
	}
	return next
}

func walk(page string) {
	slots <- struct{}{}
	next := links(page)
	<-slots
	for _, page := range next {
		go walk(page)
	}
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	go walk("start")
	time.Sleep(3 * time.Second)
	fmt.Println("ready")
	for range time.Tick(20 * time.Second) {
		runtime.GC()
	}
}
