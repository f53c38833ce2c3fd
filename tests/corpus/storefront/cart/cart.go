// Package cart keeps carts in shards, each with a janitor.
package cart

import (
	"sync"
	"time"
)

// Store has the shards.
type Store struct{ shards []*shard }

type shard struct {
	mu    sync.RWMutex
	items map[int][]string
}

// NewStore starts one janitor per shard.
func NewStore(shards int, every time.Duration) *Store {
	s := &Store{}
	for i := 0; i < shards; i++ {
		s.shards = append(s.shards, newShard(every))
	}
	return s
}

func newShard(every time.Duration) *shard {
	s := &shard{items: map[int][]string{}}
	go s.janitor(every)
	return s
}

func (s *shard) janitor(every time.Duration) {
	for range time.Tick(every) {
		s.mu.Lock()
		for user, items := range s.items {
			if len(items) > 100 {
				delete(s.items, user)
			}
		}
		s.mu.Unlock()
	}
}

// Add puts an item into the cart of a user.
func (s *Store) Add(user int, item string) {
	shard := s.shards[user%len(s.shards)]
	shard.mu.Lock()
	defer shard.mu.Unlock()
	shard.items[user] = append(shard.items[user], item)
}

// Len counts the carts.
func (s *Store) Len() (n int) {
	for _, shard := range s.shards {
		shard.mu.RLock()
		n += len(shard.items)
		shard.mu.RUnlock()
	}
	return n
}
