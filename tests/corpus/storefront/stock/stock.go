// Package stock reserves items through pickers.
package stock

import (
	"context"
	"sync"
	"time"

	"example.com/storefront/events"
)

type order struct {
	item string
	done chan error
}

// Warehouse has pickers, who fetch items, and packers, who wait for something to pack.
type Warehouse struct {
	orders chan order
	bus    *events.Bus
	mu     sync.Mutex
	packed *sync.Cond
	boxes  int
}

// NewWarehouse starts as many pickers, and half as many packers.
func NewWarehouse(pickers int, bus *events.Bus) *Warehouse {
	w := &Warehouse{orders: make(chan order), bus: bus}
	w.packed = sync.NewCond(&w.mu)
	for i := 0; i < pickers; i++ {
		go w.pick()
	}
	for i := 0; i < pickers/2; i++ {
		go w.pack()
	}
	return w
}

// Reserve hands an order to a picker and waits for the result.
func (w *Warehouse) Reserve(ctx context.Context, item string) error {
	o := order{item, make(chan error, 1)}
	select {
	case w.orders <- o:
	case <-ctx.Done():
		return ctx.Err()
	}
	return <-o.done
}

func (w *Warehouse) pick() {
	for o := range w.orders {
		time.Sleep(5 * time.Millisecond)
		o.done <- nil
	}
}

// pack waits for ten boxes.
func (w *Warehouse) pack() {
	for {
		w.mu.Lock()
		for w.boxes < 10 {
			w.packed.Wait()
		}
		w.boxes -= 10
		w.mu.Unlock()
	}
}

// Audit counts once a minute.
func (w *Warehouse) Audit(ctx context.Context) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			w.bus.Publish(ctx, events.Event{Kind: "audit"})
		case <-ctx.Done():
			return
		}
	}
}
