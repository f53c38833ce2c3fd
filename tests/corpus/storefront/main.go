// Nothing is wrong. A shop with what such a service has: workers, janitors of shards, event loops
// with subscribers, a scheduler, a limiter, locks, a metrics loop, signal handling, requests in
// progress, a client for its neighbours.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/signal"
	"runtime"
	"sync"
	"time"

	"example.com/storefront/cart"
	"example.com/storefront/events"
	"example.com/storefront/stock"
)

// service owns everything that runs.
type service struct {
	bus      *events.Bus
	carts    *cart.Store
	stock    *stock.Warehouse
	upstream string
	client   *http.Client
	limiter  chan struct{}
	wg       sync.WaitGroup
}

func newService() *service {
	bus := events.NewBus(4)
	return &service{
		bus:      bus,
		carts:    cart.NewStore(32, 30*time.Second),
		stock:    stock.NewWarehouse(24, bus),
		upstream: "http://127.0.0.1:" + os.Getenv("PEER_PORT"),
		client:   &http.Client{Timeout: 20 * time.Second},
		limiter:  make(chan struct{}, 12),
	}
}

// run starts the loops and returns when ctx ends.
func (s *service) run(ctx context.Context) error {
	loops := []func(context.Context){s.metrics, s.reprice, s.bus.Run, s.stock.Audit}
	for _, loop := range loops {
		loop := loop
		s.wg.Add(1)
		go func() {
			defer s.wg.Done()
			loop(ctx)
		}()
	}
	for i := 0; i < 20; i++ {
		s.bus.Subscribe(fmt.Sprint("listener-", i), func(events.Event) {})
	}
	for i := 0; i < 40; i++ {
		s.wg.Add(1)
		go s.shopper(ctx, i)
	}
	s.wg.Wait()
	return ctx.Err()
}

// metrics writes a line now and then.
func (s *service) metrics(ctx context.Context) {
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			_ = s.carts.Len()
		case <-ctx.Done():
			return
		}
	}
}

// reprice runs a batch with workers once a second.
func (s *service) reprice(ctx context.Context) {
	for ctx.Err() == nil {
		var wg sync.WaitGroup
		for i := 0; i < 5; i++ {
			wg.Add(1)
			go func() {
				defer wg.Done()
				s.fetch(ctx, "/wait?ms=200")
			}()
		}
		wg.Wait()
		time.Sleep(time.Second)
	}
}

// shopper looks, fills a cart, pays, and comes back.
func (s *service) shopper(ctx context.Context, n int) {
	defer s.wg.Done()
	for ctx.Err() == nil {
		s.carts.Add(n, "lamp")
		if err := s.stock.Reserve(ctx, "lamp"); err != nil {
			continue
		}
		s.fetch(ctx, "/wait?ms=60")
		s.bus.Publish(ctx, events.Event{Kind: "paid", User: n})
		pause(ctx, time.Duration(100+n*20)*time.Millisecond)
	}
}

// fetch asks the neighbour, twelve at a time.
func (s *service) fetch(ctx context.Context, path string) error {
	select {
	case s.limiter <- struct{}{}:
		defer func() { <-s.limiter }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.upstream+path, nil)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	go func() {
		time.Sleep(3 * time.Second)
		runtime.GC()
		fmt.Println("ready")
	}()
	if err := newService().run(ctx); !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, err)
	}
}
