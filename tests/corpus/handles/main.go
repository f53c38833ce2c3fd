// Handles with finalizers. With -fault the first one that is collected waits in its finalizer, and no
// other finalizer of the process runs any more; otherwise they only count.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync/atomic"
	"time"
)

type handle struct {
	data [64]byte
	done chan struct{}
}

var freed int64

func newHandle(fault bool) *handle {
	h := &handle{done: make(chan struct{})}
	if fault {
		runtime.SetFinalizer(h, (*handle).finish)
	} else {
		runtime.SetFinalizer(h, (*handle).count)
	}
	return h
}

// finish tells somebody who is not there.
func (h *handle) finish() { h.done <- struct{}{} }

func (h *handle) count() { atomic.AddInt64(&freed, 1) }

func main() {
	fault := flag.Bool("fault", false, "wait in the finalizer")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	total := 0
	for i := 0; i < 100; i++ {
		total += len(newHandle(*fault).data)
	}
	runtime.GC()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
