mongo-client-per-request-title = { $n } 个 { $type } 的服务器监视器：多半是每个请求都创建 MongoDB 客户端
mongo-client-per-request-why = 每个客户端的每台服务器有一个：除以副本集成员数即得客户端数。它们在 Disconnect 之前一直存在。
mongo-client-per-request-or = 少数客户端连接成员很多的集群，或确有这么多集群。
mongo-client-per-request-remedy = 启动时创建一次客户端，然后共用。
mongo-client-per-request-step = 把 Connect 移出处理函数：客户端是连接池，可以并发使用。
