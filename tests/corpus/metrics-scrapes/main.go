// A service that is scraped. With -hang its collector waits for an answer that never comes; otherwise nothing is
// wrong, it only takes two seconds.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// depth asks a queue how long it is, with every scrape.
type depth struct {
	desc  *prometheus.Desc
	queue net.Conn
	hang  bool
}

func (d *depth) Describe(ch chan<- *prometheus.Desc) { ch <- d.desc }

func (d *depth) Collect(ch chan<- prometheus.Metric) {
	if d.hang {
		d.queue.Read(make([]byte, 1))
	}
	time.Sleep(2 * time.Second)
	ch <- prometheus.MustNewConstMetric(d.desc, prometheus.GaugeValue, 1)
}

func scrape(url string) {
	if response, err := http.Get(url); err == nil {
		response.Body.Close()
	}
}

func main() {
	hang := flag.Bool("hang", false, "wait for ever")
	n := flag.Int("n", 8, "scrapes")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	queue, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		panic(err)
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(&depth{prometheus.NewDesc("queue_depth", "Waiting.", nil, nil), queue, *hang})
	metrics, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(metrics, promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	for i := 0; i < *n; i++ {
		go scrape("http://" + metrics.Addr().String())
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
