benign-idle-http-conns-title = 有 { $n } 条 HTTP 客户端连接在池中空闲：属于正常现象

benign-idle-http-conns-count = { $n } 条连接空闲，{ $busy } 条在用，可能用到它们的 goroutine 有 { $users } 个：与一个共享 Transport 会保留的数量相当。
benign-idle-http-conns-wait-old = { $n ->
    [1] 已空闲约 { $oldest }，超过了 http.DefaultTransport 的 90 秒：它的 Transport 没有设 IdleConnTimeout。只有一条，没什么影响，但还是设一个为好。
   *[other] 最久的已空闲约 { $oldest }，超过了 http.DefaultTransport 的 90 秒：它的 Transport 没有设 IdleConnTimeout。数量很少，没什么影响，但还是设一个为好。
}
benign-idle-http-conns-wait-young = { $n ->
    [1] 已空闲
   *[other] 最久的已空闲
}约 { $oldest }；头部的分钟数最多可能多算三分钟，所以不能肯定已超过 http.DefaultTransport 的 90 秒。

benign-idle-http-conns-or-leak = 泄漏初期的连接看起来也一样。如果数量在各份转储之间不断增加，或者停止压力两分钟后它们还在，那就是每个请求都新建了 Transport。

benign-idle-http-conns-remedy = 不用改。
