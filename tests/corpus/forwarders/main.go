// A listener for each session, which nobody closes when the session ends: hundreds of accept loops. With few of them,
// as a server with several ports has, nothing is wrong.
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
)

type session struct{ listener net.Listener }

// open begins to forward a port of its own.
func open() *session {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	it := &session{listener}
	go it.accept()
	return it
}

func (s *session) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		conn.Close()
	}
}

func main() {
	n := flag.Int("n", 3, "sessions")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	sessions := make([]*session, *n)
	for i := range sessions {
		sessions[i] = open()
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
