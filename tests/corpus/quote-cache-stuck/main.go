// A cache that waits for something else while it holds its lock: an answer over HTTP, a place in a
// channel, or, with a read lock, a second read lock behind a writer.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"example.com/quotes/cache"
)

func main() {
	fault := flag.String("fault", "http", "http, channel, reread or slow")
	n := flag.Int("n", 25, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	peer := "http://127.0.0.1:" + os.Getenv("PEER_PORT")
	c := cache.New(peer+"/hang", 8)
	if *fault == "slow" {
		c = cache.New(peer+"/wait?ms=700", 8)
	}
	switch *fault {
	case "http", "slow":
		go c.Refresh("EURUSD")
	case "channel":
		go c.Publish()
	case "reread":
		go c.Report(30 * time.Millisecond)
		time.Sleep(10 * time.Millisecond)
		go c.Set("EURUSD", 1.07)
	}
	time.Sleep(100 * time.Millisecond)
	for i := 0; i < *n; i++ {
		go func() {
			for {
				c.Get("EURUSD")
				if *fault != "slow" {
					time.Sleep(10 * time.Millisecond)
					continue
				}
				c.Refresh("EURUSD")
			}
		}()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
