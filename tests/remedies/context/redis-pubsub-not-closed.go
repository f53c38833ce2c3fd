package p

import redis "github.com/redis/go-redis/v9"

var client *redis.Client

func send(*redis.Message) error { return nil }
