// Each query starts a goroutine that reads the answer, and gives up after a while. The goroutine does
// not: the peer is silent, the connection has no deadline, and nobody closes it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var errTimeout = errors.New("no answer")

// kept stands for whatever else holds the connections.
var kept []net.Conn

func query(conn net.Conn, wait time.Duration) ([]byte, error) {
	answers := make(chan []byte, 1)
	go func() {
		buf := make([]byte, 512)
		n, _ := conn.Read(buf)
		answers <- buf[:n]
	}()
	select {
	case answer := <-answers:
		return answer, nil
	case <-time.After(wait):
		return nil, errTimeout
	}
}

// poll is what query should be: the deadline ends the read.
func poll(conn net.Conn) {
	buf := make([]byte, 512)
	for {
		conn.SetReadDeadline(time.Now().Add(5 * time.Second))
		if _, err := conn.Read(buf); err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
			return
		}
	}
}

func main() {
	n := flag.Int("n", 60, "connections")
	right := flag.Bool("right", false, "with deadlines")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		conn, err := net.Dial("tcp4", os.Getenv("PEER_MUTE"))
		if err != nil {
			panic(err)
		}
		kept = append(kept, conn)
		if *right {
			go poll(conn)
		} else {
			query(conn, 10*time.Millisecond)
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
