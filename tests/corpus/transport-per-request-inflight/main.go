// As transport-per-request, caught while requests are under way: the frames of the callers show
// a different Transport each.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
)

type geocoder struct{ base string }

func (g *geocoder) lookup(ctx context.Context, path string) error {
	client := &http.Client{Transport: &http.Transport{}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, g.base+path, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	idle := flag.Int("idle", 50, "finished look-ups")
	busy := flag.Int("busy", 20, "look-ups under way")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	geo := &geocoder{"http://127.0.0.1:" + os.Getenv("PEER_PORT")}
	var done sync.WaitGroup
	for i := 0; i < *idle; i++ {
		done.Add(1)
		go func() {
			defer done.Done()
			if err := geo.lookup(context.Background(), "/ok"); err != nil {
				panic(err)
			}
		}()
	}
	done.Wait()
	for i := 0; i < *busy; i++ {
		go keepLooking(geo)
	}
	runtime.GC()
	fmt.Println("ready")
	select {}
}

// keepLooking asks slow questions, one a minute, so that some are always under way.
func keepLooking(geo *geocoder) {
	for {
		if err := geo.lookup(context.Background(), "/wait?ms=60000"); err != nil {
			panic(err)
		}
	}
}
