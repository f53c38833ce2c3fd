// A desk of ten clerks takes orders from a channel and asks a bank that never answers, without a deadline.
// Whoever brings an order waits to send it: the channel is not the cause.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type order struct {
	card int
	done chan error
}

// desk has clerks.
type desk struct {
	orders chan order
	bank   *http.Client
	url    string
}

func open(n int, url string) *desk {
	d := &desk{make(chan order), &http.Client{}, url}
	for i := 0; i < n; i++ {
		go d.clerk()
	}
	return d
}

func (d *desk) clerk() {
	for o := range d.orders {
		o.done <- d.ask(o.card)
	}
}

func (d *desk) ask(card int) error {
	resp, err := d.bank.Get(fmt.Sprintf("%s?card=%d", d.url, card))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func (d *desk) pay(card int) error {
	o := order{card, make(chan error)}
	d.orders <- o
	return <-o.done
}

func main() {
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	d := open(10, "http://127.0.0.1:"+os.Getenv("PEER_PORT")+"/hang")
	for card := 0; card < 70; card++ {
		go d.pay(card)
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
