// Requests that never get as far as an answer: -how says where they stand. A proxy that does not
// answer CONNECT, a name server that is silent, a dial function of the program's own that hangs, a
// server that neither says "100 Continue" nor anything else.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"
)

// viaProxy asks for a tunnel that is never built.
func viaProxy() (*http.Client, string) {
	proxy := &url.URL{Scheme: "http", Host: os.Getenv("PEER_MUTE")}
	return &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxy)}}, "https://shop.example.com/"
}

// viaSilentDNS sends its questions where nobody answers.
func viaSilentDNS() (*http.Client, string) {
	silent := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", os.Getenv("PEER_MUTE"))
	}}
	dialer := &net.Dialer{Resolver: silent}
	return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}, "http://shop.example.com/"
}

type tunnels struct{ free chan net.Conn }

// take waits for a tunnel that nobody gives back.
func (t *tunnels) take(context.Context, string, string) (net.Conn, error) { return <-t.free, nil }

func viaOwnDial() (*http.Client, string) {
	t := &tunnels{make(chan net.Conn)}
	return &http.Client{Transport: &http.Transport{DialContext: t.take}}, "http://shop.example.com/"
}

func expectContinue() (*http.Client, string) {
	return &http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Hour}}, "http://" + os.Getenv("PEER_MUTE") + "/"
}

func send(client *http.Client, url string) {
	for {
		req, err := http.NewRequest(http.MethodPut, url, strings.NewReader("all of it"))
		if err != nil {
			panic(err)
		}
		req.Header.Set("Expect", "100-continue")
		if resp, err := client.Do(req); err == nil {
			resp.Body.Close()
		}
	}
}

func main() {
	ways := map[string]func() (*http.Client, string){
		"proxy": viaProxy, "dns": viaSilentDNS, "dial": viaOwnDial, "continue": expectContinue,
	}
	how := flag.String("how", "proxy", "proxy, dns, dial, continue")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	client, url := ways[*how]()
	for i := 0; i < 8; i++ {
		go send(client, url)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
