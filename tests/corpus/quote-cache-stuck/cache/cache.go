// Package cache keeps quotes.
package cache

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// Cache is a map with a lock and a feed of changes.
type Cache struct {
	source  string
	client  *http.Client
	mu      sync.RWMutex
	quotes  map[string]float64
	changes chan string
}

// New returns a cache that reads from source.
func New(source string, symbols int) *Cache {
	return &Cache{
		source:  source,
		client:  &http.Client{},
		quotes:  make(map[string]float64, symbols),
		changes: make(chan string),
	}
}

// Get returns a quote.
func (c *Cache) Get(symbol string) float64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.quotes[symbol]
}

// Set changes a quote.
func (c *Cache) Set(symbol string, to float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.quotes[symbol] = to
}

// Refresh asks the source while it holds the lock.
func (c *Cache) Refresh(symbol string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	resp, err := c.client.Get(c.source)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var quote float64
	if err := json.NewDecoder(resp.Body).Decode(&quote); err != nil {
		return err
	}
	c.quotes[symbol] = quote
	return nil
}

// Publish tells of a change while it holds the lock; nobody listens.
func (c *Cache) Publish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.changes <- "all"
}

// Report reads all, and calls Get while it holds the read lock.
func (c *Cache) Report(pause time.Duration) float64 {
	c.mu.RLock()
	defer c.mu.RUnlock()
	time.Sleep(pause)
	return c.Get("EURUSD") * 2
}
