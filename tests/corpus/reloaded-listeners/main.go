// A manager of tunnels opens a listener with each reload, and forgets the one before. With -close it
// closes it; with -ports=n main listens on n ports from the start. Both are right.
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

type manager struct {
	current net.Listener
	close   bool
}

func listen() net.Listener {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return l
}

func (m *manager) reload() {
	l := listen()
	if m.close && m.current != nil {
		m.current.Close()
	}
	m.current = l
	go m.accept(l)
}

func (m *manager) accept(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		conn.Close()
	}
}

func main() {
	closes := flag.Bool("close", false, "close the old listener")
	ports := flag.Int("ports", 0, "listen on so many, once")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	m := &manager{close: *closes}
	for i := 0; i < *ports; i++ {
		go m.accept(listen())
	}
	if *ports == 0 {
		for i := 0; i < 60; i++ {
			reloaded := make(chan bool)
			go func() { m.reload(); reloaded <- true }()
			<-reloaded
			for j := 0; j < 30; j++ {
				go func() {}() // what a program does between two reloads
			}
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
