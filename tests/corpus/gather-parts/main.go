// Nothing is wrong. Each request asks eight shards at once and waits for all of them.
package main

import (
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"sync"
	"time"
)

// ask stands for a shard that takes its time.
func ask(shard int) int {
	time.Sleep(20 * time.Second)
	return shard
}

func gather(w http.ResponseWriter, r *http.Request) {
	var parts sync.WaitGroup
	answers := make([]int, 8)
	for shard := range answers {
		shard := shard
		parts.Add(1)
		go func() {
			defer parts.Done()
			answers[shard] = ask(shard)
		}()
	}
	parts.Wait()
	fmt.Fprintln(w, answers)
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	mux := http.NewServeMux()
	mux.HandleFunc("/", gather)
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
