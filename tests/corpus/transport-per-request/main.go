// Prices are asked from a partner. Every question builds a client with a Transport of its own,
// so every question leaves a connection in a pool that nobody will look into again.
package main

import (
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
)

type quote struct{ OK bool }

// ask leaks: the Transport is new, has no IdleConnTimeout and goes out of scope.
func ask(url string) (quote, error) {
	var q quote
	client := &http.Client{Transport: &http.Transport{
		MaxIdleConns:    10,
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // also means: no HTTP/2
	}}
	resp, err := client.Get(url)
	if err != nil {
		return q, err
	}
	defer resp.Body.Close()
	return q, json.NewDecoder(resp.Body).Decode(&q)
}

func main() {
	n := flag.Int("n", 40, "questions to ask")
	secure := flag.Bool("tls", false, "ask over TLS")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	url := "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/ok"
	if *secure {
		url = "https://" + os.Getenv("PEER_TLS") + "/ok"
	}
	for i := 0; i < *n; i++ {
		if _, err := ask(url); err != nil {
			panic(err)
		}
	}
	runtime.GC() // a busy service collects often; the clock of the headers starts there
	fmt.Println("ready")
	select {}
}
