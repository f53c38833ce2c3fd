// Nothing is wrong. Sources hand their records to one shipper, which is slower than they are: they
// wait for it in a channel send, and each gets its turn.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"strings"
	"time"
)

type record struct {
	source string
	seq    int
	line   string
}

// source reads a log file and sends its lines.
type source struct {
	name string
	out  chan<- record
}

// newSource starts to follow the file.
func newSource(name string, out chan<- record) *source {
	s := &source{name, out}
	go s.follow()
	return s
}

func (s *source) follow() {
	for seq := 0; ; seq++ {
		s.out <- record{s.name, seq, strings.Repeat("x", 200)}
	}
}

// shipper takes records one by one and delivers them.
type shipper struct {
	in      <-chan record
	deliver func(record) error
	sent    int
}

func startShipper(in <-chan record, deliver func(record) error) *shipper {
	s := &shipper{in: in, deliver: deliver}
	go s.loop()
	return s
}

func (s *shipper) loop() {
	for r := range s.in {
		if err := s.deliver(r); err != nil {
			fmt.Fprintln(os.Stderr, "ship:", err)
		}
		s.sent++
	}
}

// throttled stands for a disk with a quota.
func throttled(pace time.Duration) func(record) error {
	return func(record) error {
		time.Sleep(pace)
		return nil
	}
}

// overHTTP delivers to a collector that takes its time.
func overHTTP(url string) func(record) error {
	client := &http.Client{Timeout: time.Minute}
	return func(r record) error {
		resp, err := client.Post(url, "text/plain", strings.NewReader(r.line))
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
}

func main() {
	n := flag.Int("n", 40, "sources")
	pace := flag.Duration("pace", 5*time.Millisecond, "time for each record")
	remote := flag.Bool("remote", false, "deliver over HTTP")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	records := make(chan record)
	deliver := throttled(*pace)
	if *remote {
		deliver = overHTTP(fmt.Sprintf("http://127.0.0.1:%s/wait?ms=%d", os.Getenv("PEER_PORT"), pace.Milliseconds()))
	}
	startShipper(records, deliver)
	for i := 0; i < *n; i++ {
		newSource(fmt.Sprintf("app-%d.log", i), records)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
