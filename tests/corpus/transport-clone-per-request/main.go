// A webhook sender clones http.DefaultTransport for every delivery, to set one option on it. The
// clones close an idle connection after 90 s, so the number of connections has a ceiling.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type delivery struct {
	url     string
	payload []byte
}

func (d delivery) send() error {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 1
	client := http.Client{Transport: transport, Timeout: 5 * time.Second}
	resp, err := client.Post(d.url, "application/json", bytes.NewReader(d.payload))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	n := flag.Int("n", 60, "deliveries")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	url := "http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/ok"
	for i := 0; i < *n; i++ {
		if err := (delivery{url, []byte(`{"event":"paid"}`)}).send(); err != nil {
			panic(err)
		}
	}
	runtime.GC()
	fmt.Println("ready")
	select {}
}
