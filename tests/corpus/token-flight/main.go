// Tokens from an identity provider, one call for all who ask at the same time (singleflight). With
// -fault the provider does not answer and the call has no deadline; otherwise it is quick.
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

	"golang.org/x/sync/singleflight"
)

type tokens struct {
	group singleflight.Group
	url   string
}

// fetch is the one call.
func (t *tokens) fetch() (any, error) {
	resp, err := http.Get(t.url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func (t *tokens) token(audience string) (any, error) {
	v, err, _ := t.group.Do(audience, t.fetch)
	return v, err
}

func request(t *tokens) {
	for {
		t.token("orders")
		time.Sleep(20 * time.Millisecond)
	}
}

func main() {
	fault := flag.Bool("fault", false, "the provider does not answer")
	n := flag.Int("n", 30, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	t := &tokens{url: "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/wait?ms=80"}
	if *fault {
		t.url = "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/hang"
	}
	for i := 0; i < *n; i++ {
		go request(t)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
