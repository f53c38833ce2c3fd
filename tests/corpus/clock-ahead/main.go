// Healthy, and its headers overstate: a quiet service asks 30 hosts through one Transport with the
// default idle limit of 90 s, seconds before a collection; with -busy it waits for answers.
//
// The minutes in a header start at the collection *before* the one that first sees the goroutine
// wait: markroot copies work.tstart, which gcMark sets at the end of a cycle (runtime/mgcmark.go,
// runtime/mgc.go, Go 1.19 to 1.27). A quiet process collects every two or three minutes, so a
// connection that has been idle for seconds can say "2 minutes", and one that is about to be closed
// "3 minutes".
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

func report(host, path string) error {
	resp, err := http.Get("http://" + host + path)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	busy := flag.Bool("busy", false, "ask one host, twelve at a time, and wait 150 s for each answer")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	time.Sleep(100 * time.Millisecond)
	runtime.GC()
	runtime.GC()
	fmt.Println("ready")

	time.Sleep(115 * time.Second)
	for i := 0; i < 12 && *busy; i++ {
		go report("127.0.0.1:"+os.Getenv("PEER_PORT"), "/wait?ms=150000")
	}
	for i := 0; i < 30 && !*busy; i++ {
		if err := report(fmt.Sprintf("127.0.0.%d:%s", i+1, os.Getenv("PEER_PORT")), "/ok"); err != nil {
			panic(err)
		}
	}
	select {}
}
