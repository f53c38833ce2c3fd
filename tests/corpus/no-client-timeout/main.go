// The ledger accepts the request and never answers. The callers have no deadline of any kind, unless
// -timeout gives them one.
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

type ledger struct {
	http *http.Client
	url  string
}

func (l *ledger) balance(account int) ([]byte, error) {
	resp, err := l.http.Get(fmt.Sprintf("%s?account=%d", l.url, account))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func main() {
	n := flag.Int("n", 35, "callers")
	timeout := flag.Duration("timeout", 0, "of the client; none if zero")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	book := &ledger{&http.Client{Timeout: *timeout}, "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/hang"}
	for account := 0; account < *n; account++ {
		go func(account int) {
			if _, err := book.balance(account); err != nil {
				panic(err)
			}
		}(account)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
