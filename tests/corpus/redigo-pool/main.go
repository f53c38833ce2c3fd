// Counters in Redis. With -keep nobody gives a connection back, so that the fifth request waits for ever;
// otherwise nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"github.com/gomodule/redigo/redis"
)

// serve answers every command with OK.
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
				conn.Write([]byte("+OK\r\n"))
			}
		}()
	}
}

func count(pool *redis.Pool, keep bool) {
	conn := pool.Get()
	if !keep {
		defer conn.Close()
	}
	conn.Do("SET", "counter", 1)
}

func main() {
	keep := flag.Bool("keep", false, "keep connections")
	n := flag.Int("n", 20, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go serve(listener)
	pool := &redis.Pool{MaxActive: 4, MaxIdle: 4, Wait: true, Dial: func() (redis.Conn, error) {
		return redis.Dial("tcp", listener.Addr().String())
	}}
	for i := 0; i < *n; i++ {
		go count(pool, *keep)
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
