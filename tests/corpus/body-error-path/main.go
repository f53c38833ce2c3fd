// The body is closed when all goes well and forgotten when the status is not 200. A few of the
// connections are idle and healthy, the others wait for a body that nobody will finish.
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

var errRefused = errors.New("refused")

type stock struct {
	client http.Client
	base   string
}

func (s *stock) reserve(path string) error {
	resp, err := s.client.Post(s.base+path, "application/json", nil)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: %s", errRefused, resp.Status) // the body is forgotten here
	}
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	return err
}

func main() {
	n := flag.Int("n", 25, "reservations that are refused")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	shelf := &stock{base: "http://127.0.0.1:" + os.Getenv("PEER_PORT")}
	for i := 0; i < *n; i++ {
		if err := shelf.reserve("/error"); !errors.Is(err, errRefused) {
			panic(err)
		}
	}
	go func() {
		for range time.Tick(2 * time.Second) {
			if err := shelf.reserve("/ok"); err != nil {
				panic(err)
			}
		}
	}()
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
