// The name server does not answer. Each request looks up a name of its own and waits.
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
)

// silent is a resolver whose name server takes questions and never answers.
var silent = &net.Resolver{
	PreferGo: true,
	Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp4", os.Getenv("PEER_MUTE"))
	},
}

// enrich asks again and again, as callers do.
func enrich(tenant int) {
	name := fmt.Sprintf("tenant%d.example.com.", tenant)
	for {
		silent.LookupHost(context.Background(), name)
	}
}

var client = &http.Client{Transport: &http.Transport{
	DialContext: (&net.Dialer{Resolver: silent}).DialContext,
}}

func call(tenant int) {
	url := fmt.Sprintf("http://tenant%d.example.com./", tenant)
	for {
		if resp, err := client.Get(url); err == nil {
			resp.Body.Close()
		}
	}
}

func main() {
	n := flag.Int("n", 40, "tenants")
	calls := flag.Bool("http", false, "by way of net/http")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		if *calls {
			go call(i)
		} else {
			go enrich(i)
		}
	}
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
