// Feeds that are encoded into a pipe while a handler copies them out. With -fault the writer of a draft
// returns without closing its end; otherwise it encodes slowly.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"
)

func open(draft bool) io.Reader {
	read, write := io.Pipe()
	go func() {
		entries := json.NewEncoder(write)
		for i := 0; i < 40; i++ {
			if draft && i == 3 {
				return
			}
			time.Sleep(500 * time.Millisecond)
			entries.Encode(i)
		}
		write.Close()
	}()
	return read
}

func main() {
	fault := flag.Bool("fault", false, "forget to close")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { io.Copy(w, open(*fault)) })
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
