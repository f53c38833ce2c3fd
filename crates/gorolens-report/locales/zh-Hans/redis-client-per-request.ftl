redis-client-per-request-title = { $n } 个 { $type }：多半是每个请求都创建了 Redis 客户端而从不关闭
redis-client-per-request-why = 每个客户端在 Close 之前都持有自己的连接池；已关闭的 reaper 会在下一次计时时退出。
redis-client-per-request-or = 集群或 ring 有这么多节点，或确有这么多服务器：每个节点一个连接池。
redis-client-per-request-remedy = 启动时创建一次 redis.Client 然后共用：它是连接池，可以并发使用。
redis-client-per-request-step = 把 redis.NewClient 移出处理函数，把客户端传给需要的地方。
