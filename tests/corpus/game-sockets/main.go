// Nothing is wrong. A game over connections that have left HTTP: the handler goes on to read, and a
// goroutine of its own writes, until the player leaves.
package main

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"
)

type player struct {
	conn net.Conn
	out  chan string
	gone chan struct{}
}

func join(w http.ResponseWriter, r *http.Request) {
	conn, buffered, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	fmt.Fprint(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tunnel\r\n\r\n")
	p := &player{conn, make(chan string, 8), make(chan struct{})}
	go p.write()
	p.read(buffered.Reader)
}

func (p *player) read(moves *bufio.Reader) {
	defer close(p.gone)
	for {
		p.conn.SetReadDeadline(time.Now().Add(time.Hour))
		move, err := moves.ReadString('\n')
		if err != nil {
			return
		}
		select {
		case p.out <- move:
		default:
		}
	}
}

func (p *player) write() {
	ping := time.NewTicker(20 * time.Second)
	defer ping.Stop()
	defer p.conn.Close()
	for {
		select {
		case text := <-p.out:
			fmt.Fprint(p.conn, text)
		case <-ping.C:
			fmt.Fprintln(p.conn, "ping")
		case <-p.gone:
			return
		}
	}
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	mux := http.NewServeMux()
	mux.HandleFunc("/", join)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(4 * time.Second)
	fmt.Println("ready")
	select {}
}
