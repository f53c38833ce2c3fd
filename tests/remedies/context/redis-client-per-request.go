package p

import redis "github.com/redis/go-redis/v9"

var opts *redis.Options
