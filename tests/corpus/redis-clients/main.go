// A service that keeps profiles in Redis. With -per-request each request makes a client of its own and
// forgets it; otherwise nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	"gopkg.in/redis.v5"
)

var addr string

// serve answers every command, as a Redis server answers PING.
func serve(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			buf := make([]byte, 512)
			for {
				if _, err := conn.Read(buf); err != nil {
					return
				}
				conn.Write([]byte("+PONG\r\n"))
			}
		}()
	}
}

// kept is what the program made at its start and uses to its end.
var kept []*redis.Client

func open(int) *redis.Client {
	return redis.NewClient(&redis.Options{Addr: addr, PoolSize: 4})
}

func use(it *redis.Client) {
	it.Ping()
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a client per request")
	n := flag.Int("n", 60, "requests")
	design := flag.Int("design", 1, "made at the start")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	addr = listener.Addr().String()
	go serve(listener)
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
