// A service that puts mail into a queue. With -per-request each message dials anew and forgets the
// connection; otherwise nothing is wrong.
package main

import (
	"bufio"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

var addr string

func serve(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go answer(conn)
	}
}

// frame is an AMQP method frame on channel 0.
func frame(class, method uint16, args ...byte) []byte {
	payload := binary.BigEndian.AppendUint16(nil, class)
	payload = binary.BigEndian.AppendUint16(payload, method)
	payload = append(payload, args...)
	out := append([]byte{1, 0, 0}, binary.BigEndian.AppendUint32(nil, uint32(len(payload)))...)
	return append(append(out, payload...), 0xce)
}

// answer opens the connection and then listens.
func answer(conn net.Conn) {
	in := bufio.NewReader(conn)
	if _, err := io.ReadFull(in, make([]byte, 8)); err != nil {
		return
	}
	start := []byte{0, 9, 0, 0, 0, 0, 0, 0, 0, 5}
	start = append(start, "PLAIN"...)
	start = append(start, 0, 0, 0, 5)
	start = append(start, "en_US"...)
	conn.Write(frame(10, 10, start...))
	head := make([]byte, 7)
	for {
		if _, err := io.ReadFull(in, head); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(head[3:])+1)
		if _, err := io.ReadFull(in, body); err != nil {
			return
		}
		switch {
		case head[0] != 1:
		case body[3] == 11: // start-ok
			conn.Write(frame(10, 30, 0, 10, 0, 2, 0, 0, 0, 10))
		case body[3] == 40: // open
			conn.Write(frame(10, 41, 0))
		}
	}
}

// kept is what the program made at its start and uses to its end.
var kept []*amqp.Connection

func open(int) *amqp.Connection {
	conn, err := amqp.Dial("amqp://guest:guest@" + addr + "/")
	if err != nil {
		panic(err)
	}
	return conn
}

func use(it *amqp.Connection) {
	_ = it.IsClosed()
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a connection per message")
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
