// Package feed distributes prices.
package feed

import (
	"sync"
	"time"
)

// Feed knows its subscribers.
type Feed struct {
	mu   sync.Mutex
	subs map[*Subscription]bool
}

// Subscription is the loop of one subscriber.
type Subscription struct {
	prices chan int
	last   int
}

// New returns a feed without subscribers.
func New() *Feed { return &Feed{subs: map[*Subscription]bool{}} }

// Subscribe starts a loop that takes prices.
func (f *Feed) Subscribe() *Subscription {
	s := &Subscription{prices: make(chan int, 8)}
	f.mu.Lock()
	f.subs[s] = true
	f.mu.Unlock()
	go s.run()
	return s
}

// Poll starts a loop that looks for a price from time to time.
func (f *Feed) Poll(every time.Duration) *Subscription {
	s := &Subscription{prices: make(chan int, 8)}
	go s.poll(time.NewTicker(every))
	return s
}

// Unsubscribe forgets the subscription; its loop goes on, which is the mistake.
func (f *Feed) Unsubscribe(s *Subscription) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.subs, s)
}

func (s *Subscription) run() {
	for price := range s.prices {
		s.last = price
	}
}

func (s *Subscription) poll(ticker *time.Ticker) {
	for range ticker.C {
		select {
		case s.last = <-s.prices:
		default:
		}
	}
}
