// Healthy: three subscribers ask for news, and the server answers when it has some or after a
// minute. Waiting for response headers is what a long poll does; each poll has a deadline.
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
	"time"
)

func pollOnce(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func longPoll(url string) {
	for {
		if err := pollOnce(url); err != nil {
			panic(err)
		}
	}
}

func main() {
	n := flag.Int("n", 3, "subscribers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		go longPoll("http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/wait?ms=60000")
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
