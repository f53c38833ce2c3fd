// Feeds with coder/websocket, served by the handler itself. With -news it sends more than its clients
// read; otherwise it only reads, without a deadline.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"github.com/coder/websocket"
)

var news = flag.Bool("news", false, "send all the time")

func feed(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	ctx := context.Background()
	for *news {
		if err := conn.Write(ctx, websocket.MessageBinary, make([]byte, 1<<18)); err != nil {
			return
		}
	}
	for {
		if _, _, err := conn.Read(ctx); err != nil {
			return
		}
	}
}

func main() {
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	mux := http.NewServeMux()
	mux.HandleFunc("/ws", feed)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(5 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
