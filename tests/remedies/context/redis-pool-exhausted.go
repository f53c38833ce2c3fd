package p

import "github.com/gomodule/redigo/redis"

var pool *redis.Pool
