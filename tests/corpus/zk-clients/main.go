// A service that asks ZooKeeper who leads. With -per-request each request opens a session and forgets
// it; otherwise nothing is wrong.
package main

import (
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

	"github.com/samuel/go-zookeeper/zk"
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

// answer opens the session and answers pings.
func answer(conn net.Conn) {
	size := make([]byte, 4)
	for first := true; ; first = false {
		if _, err := io.ReadFull(conn, size); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(size))
		if _, err := io.ReadFull(conn, body); err != nil {
			return
		}
		reply := append(append([]byte{}, body[:4]...), make([]byte, 12)...) // xid, zxid, no error
		if first {
			reply = []byte{0, 0, 0, 0, 0, 0, 0x27, 0x10, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 16}
			reply = append(reply, make([]byte, 16)...)
		}
		conn.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(reply))), reply...))
	}
}

// kept is what the program made at its start and uses to its end.
var kept []*zk.Conn

func open(int) *zk.Conn {
	conn, _, err := zk.Connect([]string{addr}, 10*time.Second, zk.WithLogInfo(false))
	if err != nil {
		panic(err)
	}
	return conn
}

func use(it *zk.Conn) {
	_ = it.State()
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a session per request")
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
