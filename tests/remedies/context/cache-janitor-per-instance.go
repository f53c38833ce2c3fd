package p

import cache "github.com/patrickmn/go-cache"

type Session struct {
	id    string
	cache *cache.Cache
}
