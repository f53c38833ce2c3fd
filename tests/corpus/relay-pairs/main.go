// Nothing is wrong. A relay: two goroutines copy for each connection, one in each direction, and a third
// waits for both.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

// echo is the backend.
func echo(backend net.Listener) {
	for {
		conn, err := backend.Accept()
		if err != nil {
			return
		}
		go io.Copy(conn, conn)
	}
}

func relay(client net.Conn, backend string) {
	defer client.Close()
	server, err := net.Dial("tcp", backend)
	if err != nil {
		return
	}
	defer server.Close()
	var halves sync.WaitGroup
	halves.Add(2)
	half := func(to, from net.Conn) {
		defer halves.Done()
		io.Copy(to, from)
		to.(*net.TCPConn).CloseWrite()
	}
	go half(server, client)
	go half(client, server)
	halves.Wait()
}

func listen() net.Listener {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	return listener
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	backend, listener := listen(), listen()
	go echo(backend)
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			go relay(client, backend.Addr().String())
		}
	}()
	fmt.Println("serve", listener.Addr())
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
