nats-conn-per-request-title = { $n } 个 { $type }：多半是每个请求都建立 NATS 连接而从不关闭
nats-conn-per-request-why = 连接会一直存在并自动重连，直到调用 Close 或 Drain。
nats-conn-per-request-or = 程序有意保持这么多连接，比如每个账号一个。
nats-conn-per-request-remedy = 启动时连接一次 NATS，然后共用这个连接。
nats-conn-per-request-step = 把 nats.Connect 移出处理函数；*nats.Conn 可供任意多个 goroutine 使用。
