// pprof labels: requests are made under labels, and the connections they open inherit them. Since
// Go 1.27 the headers show them.
package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"runtime/pprof"
)

func fetch(url string) {
	client := &http.Client{Transport: &http.Transport{}}
	resp, err := client.Get(url)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	url := "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/ok"
	for i := 0; i < 24; i++ {
		set := pprof.Labels("route", []string{"/cart", "/pay now"}[i%2], "tenant", "größe")
		pprof.Do(context.Background(), set, func(context.Context) { fetch(url) })
	}
	runtime.GC()
	fmt.Println("ready")
	select {}
}
