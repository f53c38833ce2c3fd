// A reverse proxy whose clients do not read: the handlers are blocked in a write to the client, so
// nobody is inside the upstream's body. The bodies are neither forgotten nor idle.
package main

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	_ "net/http/pprof"
	"net/url"
	"os"
	"runtime"
	"time"
)

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	upstream, err := url.Parse("http://127.0.0.1:" + os.Getenv("PEER_PORT"))
	if err != nil {
		panic(err)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, httputil.NewSingleHostReverseProxy(upstream))
	time.Sleep(5 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
