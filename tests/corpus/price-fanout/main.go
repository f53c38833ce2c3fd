// A price search that asks several shops. The results channel has no room, so whoever is late waits
// for ever: after a timeout, or when the first answer wins. With -fault=none nothing is wrong: there
// is room, and searches are in progress.
package main

import (
	"context"
	"errors"
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

type offer struct {
	shop  string
	cents int
}

type search struct {
	client *http.Client
	shops  []string
}

func (s *search) ask(ctx context.Context, shop string) (offer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, shop, nil)
	if err != nil {
		return offer{}, err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return offer{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return offer{shop, len(body)}, err
}

// all collects the offers that come in time.
func (s *search) all(ctx context.Context, patience time.Duration) []offer {
	offers := make(chan offer)
	for _, shop := range s.shops {
		shop := shop
		go func() {
			if o, err := s.ask(ctx, shop); err == nil {
				offers <- o
			}
		}()
	}
	late := time.After(patience)
	var found []offer
	for range s.shops {
		select {
		case o := <-offers:
			found = append(found, o)
		case <-late:
			return found // the others stay
		}
	}
	return found
}

// first returns the quickest offer.
func (s *search) first(ctx context.Context, room int) (offer, error) {
	offers := make(chan offer, room)
	for _, shop := range s.shops {
		go s.offer(ctx, shop, offers)
	}
	select {
	case o := <-offers:
		return o, nil
	case <-ctx.Done():
		return offer{}, errors.New("no offer")
	}
}

func (s *search) offer(ctx context.Context, shop string, offers chan<- offer) {
	o, _ := s.ask(ctx, shop)
	offers <- o
}

// request is one visitor; a patient one asks again and again.
func request(ctx context.Context, s *search, fault string) {
	switch fault {
	case "timeout":
		s.all(ctx, 60*time.Millisecond)
	case "first":
		s.first(ctx, 0)
	}
	for fault == "none" {
		s.first(ctx, len(s.shops))
		time.Sleep(150 * time.Millisecond)
	}
}

func main() {
	fault := flag.String("fault", "timeout", "timeout, first or none")
	n := flag.Int("n", 20, "searches")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "http://127.0.0.1:" + os.Getenv("PEER_PORT")
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 100
	s := &search{client: &http.Client{Timeout: time.Minute, Transport: transport}}
	for _, ms := range strings.Fields("5 20 120 150 180") {
		s.shops = append(s.shops, base+"/wait?ms="+ms)
	}
	ctx := context.Background()
	for i := 0; i < *n; i++ {
		go request(ctx, s, *fault) // as a server does
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
