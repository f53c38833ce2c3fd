// Package cache declares what the snippets use of patrickmn/go-cache v2.1.0.
package cache

import "time"

type Cache struct{ *cache }

type cache struct{}

func New(defaultExpiration, cleanupInterval time.Duration) *Cache { panic(0) }
func (c *cache) Get(k string) (interface{}, bool)                 { panic(0) }
