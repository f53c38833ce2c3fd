// A service that logs in the background. With -per-request each request makes a sink of its own and
// forgets it; otherwise nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/getsentry/sentry-go"
	"github.com/rs/zerolog/diode"
	"go.uber.org/zap/zapcore"
)

var kind = flag.String("kind", "zap", "zap, sentry or diode")

// kept is what the program made at its start and uses to its end.
var kept []io.Writer

func open(int) io.Writer {
	switch *kind {
	case "sentry":
		client, err := sentry.NewClient(sentry.ClientOptions{Dsn: "http://key@" + os.Getenv("DEBUG_ADDR") + "/1"})
		if err != nil {
			panic(err)
		}
		client.Flush(time.Second)
		return io.Discard
	case "diode":
		return diode.NewWriter(io.Discard, 100, 0, nil)
	default:
		return &zapcore.BufferedWriteSyncer{WS: zapcore.AddSync(io.Discard)}
	}
}

func use(it io.Writer) {
	fmt.Fprintln(it, "request")
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a sink per request")
	n := flag.Int("n", 60, "requests")
	design := flag.Int("design", 1, "made at the start")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *design; i++ {
		kept = append(kept, open(i))
	}
	var requests sync.WaitGroup
	for i := 0; i < *n; i++ {
		requests.Add(1)
		go func(i int) {
			defer requests.Done()
			handle(i, *perRequest)
		}(i)
		time.Sleep(5 * time.Millisecond)
	}
	requests.Wait()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
