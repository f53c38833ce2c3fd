// Tunnels. The hand-made one does not close the backend when the client has gone, so the copy from
// there stays behind. The one of net/http/httputil does, once both directions have ended.
package main

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	_ "net/http/pprof"
	"net/url"
	"os"
	"runtime"
	"time"
)

// forward joins a client to the backend. It returns when the client has gone; the copy in the other
// direction does not.
func forward(client net.Conn) {
	defer client.Close()
	backend, err := net.Dial("tcp4", os.Getenv("PEER_MUTE"))
	if err != nil {
		return
	}
	go io.Copy(client, backend)
	io.Copy(backend, client)
}

func accept(listener net.Listener) {
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go forward(client)
	}
}

func main() {
	proxy := flag.Bool("proxy", false, "a reverse proxy with upgraded connections")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	if *proxy {
		upstream, err := url.Parse("http://127.0.0.1:" + os.Getenv("PEER_PORT"))
		if err != nil {
			panic(err)
		}
		go http.Serve(listener, httputil.NewSingleHostReverseProxy(upstream))
	} else {
		go accept(listener)
	}
	fmt.Println("serve", listener.Addr())
	time.Sleep(6 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
