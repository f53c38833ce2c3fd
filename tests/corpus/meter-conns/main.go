// Many goroutines with one stack and nothing that says whether they should be there: readers of
// meters that send something once a day, or timers that the program has no name for.
package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type gateway struct{ listener net.Listener }

// accept serves each meter on a goroutine of its own.
func (g *gateway) accept() {
	for {
		conn, err := g.listener.Accept()
		if err != nil {
			return
		}
		go g.read(conn)
	}
}

func (g *gateway) read(conn net.Conn) {
	defer conn.Close()
	frame := make([]byte, 64)
	for {
		if _, err := io.ReadFull(conn, frame); err != nil {
			return
		}
	}
}

// remind sleeps until a bill is due.
func remind(meter int) {
	time.Sleep(time.Duration(20+meter) * time.Hour)
	fmt.Println("bill for", meter)
}

func main() {
	kind := flag.String("kind", "conns", "conns or timers")
	n := flag.Int("n", 130, "meters")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	if *kind == "timers" {
		for i := 0; i < *n; i++ {
			go remind(i)
		}
	} else {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		go (&gateway{listener}).accept()
		fmt.Println("serve", listener.Addr())
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
