// A shop whose handler asks for a price with a Transport built on the spot. The requests are
// answered and gone; their connections stay. A few customers keep connections to the shop open.
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

type shop struct{ prices string }

func (s *shop) price(item string) ([]byte, error) {
	client := http.Client{
		Timeout:   3 * time.Second,
		Transport: &http.Transport{TLSHandshakeTimeout: 2 * time.Second},
	}
	resp, err := client.Get(s.prices + item)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	price, err := s.price(r.URL.Path)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Write(price)
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, &shop{"http://127.0.0.1:" + os.Getenv("PEER_PORT")})
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
