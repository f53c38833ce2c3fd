// Exports of reports. With -fault each export registers for signals and starts a goroutine that waits
// for one; otherwise the program does so once.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

type export struct {
	rows int
	stop bool
}

// onInterrupt stops the export when the process is told to end.
func (e *export) onInterrupt() {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	go e.waitForSignal(c)
}

func (e *export) waitForSignal(c <-chan os.Signal) {
	<-c
	e.stop = true
}

func run(rows int) {
	e := &export{rows: rows}
	e.onInterrupt()
	for i := 0; i < e.rows && !e.stop; i++ {
	}
}

func main() {
	fault := flag.Bool("fault", false, "register for each export")
	n := flag.Int("n", 40, "exports")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	if *fault {
		for i := 0; i < *n; i++ {
			go run(1000) // as a server does
			time.Sleep(10 * time.Millisecond)
		}
	} else {
		e := &export{}
		e.onInterrupt()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
