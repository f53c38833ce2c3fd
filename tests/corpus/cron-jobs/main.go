// Jobs that run every second. With -hang a job waits for an answer that never comes; with -per-request each
// request makes a scheduler and forgets it; otherwise nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"github.com/robfig/cron/v3"
)

// refresh asks the other side.
func refresh(conn net.Conn, hang bool) {
	if hang {
		conn.Read(make([]byte, 1))
	}
	time.Sleep(10 * time.Millisecond)
}

func main() {
	hang := flag.Bool("hang", false, "wait for ever")
	perRequest := flag.Bool("per-request", false, "a scheduler per request")
	n := flag.Int("n", 60, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		panic(err)
	}
	jobs := cron.New(cron.WithSeconds())
	jobs.AddFunc("*/3 * * * * *", func() { refresh(conn, *hang) })
	jobs.AddFunc("@every 10s", func() { refresh(conn, false) })
	if *perRequest {
		for i := 0; i < *n; i++ {
			go func() {
				it := cron.New()
				it.AddFunc("@hourly", func() { refresh(conn, false) })
				it.Start()
			}()
			time.Sleep(5 * time.Millisecond)
		}
	} else {
		jobs.Start()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
