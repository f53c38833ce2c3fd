redis-pool-exhausted-title = 有 { $n } 个调用者在等待 Redis 连接
redis-pool-exhausted-why = { $n } 个 goroutine 在等待池中的空闲连接：已达到 PoolSize 或 MaxActive。
redis-pool-exhausted-or = Redis 慢或突发流量：连接在用，而不是被扣着。
redis-pool-exhausted-remedy = 找出占用连接的原因：没有关闭的连接、阻塞命令、订阅。
redis-pool-exhausted-step-close = redigo：每次 Get 之后 defer conn.Close()。
redis-pool-exhausted-step-blocking = 让 BLPOP、XREAD BLOCK 之类的命令使用单独的客户端。
