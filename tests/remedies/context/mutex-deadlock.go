package p

import "sync"

type Store struct {
	mu sync.Mutex
	m  map[int]int
}

func (s *Store) Get(k int) int { return 0 }
