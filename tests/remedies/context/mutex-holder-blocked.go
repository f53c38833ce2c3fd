package p

import (
	"context"
	"sync"
)

type cache struct {
	mu    sync.Mutex
	items map[string]int
}

func (*cache) fetch(ctx context.Context, key string) (int, error) { return 0, nil }

var c *cache
