// Package events carries events from those who publish to those who subscribe.
package events

import (
	"context"
	"sync"
)

// Event is what happened.
type Event struct {
	Kind string
	User int
}

// Bus is the only way between them.
type Bus struct {
	in   chan Event
	mu   sync.Mutex
	subs []chan Event
}

// NewBus has room for some events.
func NewBus(room int) *Bus { return &Bus{in: make(chan Event, room)} }

// Publish waits for room.
func (b *Bus) Publish(ctx context.Context, e Event) error {
	select {
	case b.in <- e:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Subscribe calls handle for each event, on a goroutine of its own.
func (b *Bus) Subscribe(name string, handle func(Event)) {
	events := make(chan Event, 8)
	b.mu.Lock()
	b.subs = append(b.subs, events)
	b.mu.Unlock()
	go func() {
		for e := range events {
			handle(e)
		}
	}()
}

// Run distributes until ctx ends, and then ends the subscribers.
func (b *Bus) Run(ctx context.Context) {
	for {
		select {
		case e := <-b.in:
			b.mu.Lock()
			for _, events := range b.subs {
				select {
				case events <- e:
				default:
				}
			}
			b.mu.Unlock()
		case <-ctx.Done():
			b.mu.Lock()
			for _, events := range b.subs {
				close(events)
			}
			b.mu.Unlock()
			return
		}
	}
}
