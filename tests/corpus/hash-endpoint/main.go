// An endpoint that stretches passwords. Each request computes for a while, and nothing bounds how many
// do so at once.
package main

import (
	"crypto/sha256"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"time"
)

// stretch takes minutes when it has the processor for itself.
func stretch(password string) [32]byte {
	sum := sha256.Sum256([]byte(password))
	for i := 0; i < 1<<32; i++ {
		sum = round(sum, i)
	}
	return sum
}

//go:noinline
func round(sum [32]byte, i int) [32]byte {
	sum[i%32] ^= byte(i)
	return sha256.Sum256(sum[:])
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%x\n", stretch(r.RemoteAddr))
	})
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
