// The HTTP client is healthy. What leaks are workers that send their result to a caller who has
// stopped waiting: the channel is unbuffered and the receiver is gone.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var client = &http.Client{Timeout: 30 * time.Second}

func render(url string) ([]byte, error) {
	result := make(chan []byte) // unbuffered: the mistake
	go func() {
		resp, err := client.Get(url)
		if err != nil {
			return
		}
		defer resp.Body.Close()
		page, _ := io.ReadAll(resp.Body)
		result <- page
	}()
	select {
	case page := <-result:
		return page, nil
	case <-time.After(20 * time.Millisecond):
		return nil, errors.New("too slow")
	}
}

func main() {
	n := flag.Int("n", 45, "renderings")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	url := "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/wait?ms=200"
	for i := 0; i < *n; i++ {
		render(url)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
