// Sessions of devices, a goroutine for each, that read without a deadline. Nothing is wrong: each device
// reports every few seconds. With -silent they have stopped, and nobody closes the sessions.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type gate struct{ reports chan string }

// session takes the reports of a device.
func (g *gate) session(conn net.Conn) {
	defer conn.Close()
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		g.reports <- lines.Text()
	}
}

func (g *gate) listen(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go g.session(conn)
	}
}

func (g *gate) keep() {
	last := map[string]int{}
	for report := range g.reports {
		last[report]++
	}
}

func main() {
	silent := flag.Bool("silent", false, "devices stop after their first report")
	n := flag.Int("n", 120, "devices")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	g := &gate{make(chan string, 16)}
	go g.keep()
	go g.listen(listener)
	var devices []net.Conn
	for i := 0; i < *n; i++ {
		device, err := net.Dial("tcp4", listener.Addr().String())
		if err != nil {
			panic(err)
		}
		fmt.Fprintln(device, "hello")
		devices = append(devices, device)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	for i := 0; ; i++ {
		time.Sleep(25 * time.Millisecond)
		if !*silent {
			fmt.Fprintln(devices[i%len(devices)], "21 degrees")
		}
		if i%2000 == 0 {
			runtime.GC()
		}
	}
}
