// Nothing is wrong. A pipeline of many stages, each started by a function that returns its output
// channel. The last stage is the slow one, so every other waits to send.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"example.com/geocode/stage"
)

func main() {
	stages := flag.Int("stages", 12, "stages")
	width := flag.Int("width", 4, "goroutines in each")
	slow := flag.String("slow", "last", "which stage is slow: last, middle or peer")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	rows := stage.Source()
	for i := 0; i < *stages; i++ {
		work := stage.Normalise
		if *slow == "middle" && i == *stages/2 {
			work = stage.Throttled(10 * time.Millisecond)
		}
		rows = stage.Map(rows, *width, work)
	}
	switch *slow {
	case "last":
		stage.Drain(rows, *width, stage.Throttled(20*time.Millisecond))
	case "peer":
		stage.Drain(rows, *width, stage.Lookup("http://127.0.0.1:"+os.Getenv("PEER_PORT")+"/wait?ms=80"))
	default:
		stage.Drain(rows, *width, stage.Normalise)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
