// A service that logs into a pipe which nobody reads. When the pipe is full, one goroutine stays in
// its write with the lock of the logger, and every other that has something to log waits for it.
// With -read nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"strings"
	"time"
)

// audit logs what was done.
type audit struct{ out *log.Logger }

func (a *audit) done(user int, what string) {
	a.out.Printf("user %d %s %s", user, what, strings.Repeat(".", 120))
}

// session is a user at work.
func session(a *audit, user int) {
	for {
		a.done(user, "opened a document")
		time.Sleep(time.Millisecond)
	}
}

// drain is the collector where there is one.
func drain(from *os.File) {
	for buf := make([]byte, 4096); ; time.Sleep(time.Millisecond) {
		if _, err := from.Read(buf); err != nil {
			return
		}
	}
}

func main() {
	n := flag.Int("n", 24, "sessions")
	read := flag.Bool("read", false, "read what is logged")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	collector, logs, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	defer collector.Close() // kept open, read or not
	if *read {
		go drain(collector)
	}
	a := &audit{log.New(logs, "audit ", log.LstdFlags)}
	for i := 0; i < *n; i++ {
		go session(a, i)
	}
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
