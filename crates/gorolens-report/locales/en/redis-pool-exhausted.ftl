redis-pool-exhausted-title = { $n ->
    [one] 1 caller waits
   *[other] { $n } callers wait
} for a connection to Redis
redis-pool-exhausted-why = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for a free connection of the pool: PoolSize or MaxActive is reached.
redis-pool-exhausted-or = A slow Redis or a burst: the connections are used, not kept.
redis-pool-exhausted-remedy = Find what keeps the connections: some that are not closed, blocking commands, subscriptions.
redis-pool-exhausted-step-close = redigo: defer conn.Close() after every Get.
redis-pool-exhausted-step-blocking = Give BLPOP, XREAD BLOCK and the like a client of their own.
