// A relay whose broker closes the connection. With -unread nobody reads the notification; otherwise nothing is
// wrong.
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
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// frame is an AMQP method frame on channel 0.
func frame(class, method uint16, args ...byte) []byte {
	payload := binary.BigEndian.AppendUint16(nil, class)
	payload = binary.BigEndian.AppendUint16(payload, method)
	payload = append(payload, args...)
	out := append([]byte{1, 0, 0}, binary.BigEndian.AppendUint32(nil, uint32(len(payload)))...)
	return append(append(out, payload...), 0xce)
}

// answer opens the connection and closes it soon.
func answer(conn net.Conn) {
	in := bufio.NewReader(conn)
	if _, err := io.ReadFull(in, make([]byte, 8)); err != nil {
		return
	}
	start := append([]byte{0, 9, 0, 0, 0, 0, 0, 0, 0, 5}, "PLAIN"...)
	conn.Write(frame(10, 10, append(append(start, 0, 0, 0, 5), "en_US"...)...))
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
			time.Sleep(100 * time.Millisecond)
			conn.Write(frame(10, 50, 1, 64, 4, 'b', 'y', 'e', '!', 0, 0, 0, 0))
		}
	}
}

func main() {
	unread := flag.Bool("unread", false, "do not read the notification")
	n := flag.Int("n", 3, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go answer(conn)
		}
	}()
	conn, err := amqp.Dial("amqp://guest:guest@" + listener.Addr().String() + "/")
	if err != nil {
		panic(err)
	}
	closed := conn.NotifyClose(make(chan *amqp.Error))
	if !*unread {
		go func() {
			for range closed {
			}
		}()
	}
	time.Sleep(300 * time.Millisecond)
	for i := 0; i < *n; i++ {
		go conn.Channel()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
