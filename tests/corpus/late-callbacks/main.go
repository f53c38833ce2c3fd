// Requests that hear by context.AfterFunc that they are late. The callback sends on a channel without
// room, also when the request is over: nobody receives, and it stays. With -room=1 nothing is wrong.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

type desk struct {
	room int
	wait time.Duration
}

var errLate = errors.New("too late")

// book asks for a seat, and gives up after a while.
func (d *desk) book(seat int) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	result := make(chan error, d.room+d.room)
	context.AfterFunc(ctx, func() { result <- errLate })
	go func() {
		time.Sleep(d.wait)
		result <- nil
	}()
	return <-result
}

func main() {
	room := flag.Int("room", 0, "of the channel")
	n := flag.Int("n", 10, "requests of each client")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	var started sync.WaitGroup
	for client := 0; client < 12; client++ {
		started.Add(1)
		go func() {
			d := &desk{room: *room, wait: 10 * time.Millisecond}
			for seat := 0; seat < *n; seat++ {
				d.book(seat)
			}
			started.Done()
			for d.wait = 900 * time.Millisecond; ; {
				d.book(0)
			}
		}()
	}
	started.Wait()
	runtime.GC()
	fmt.Println("ready")
	select {}
}
