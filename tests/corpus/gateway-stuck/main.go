// A server whose handlers ask an upstream that does not answer, without a deadline. The handlers
// are the symptom, the requests without a deadline the cause.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type api struct {
	upstream string
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resp, err := http.Get(a.upstream + "/hang")
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, &api{"http://127.0.0.1:" + os.Getenv("PEER_PORT")})
	time.Sleep(4 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
