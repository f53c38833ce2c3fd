http-client-timeout-watcher-title = 有 { $n } 个 HTTP 响应始终没有关闭：监视超时的 goroutine 一直留着

http-client-timeout-watcher-position = { $n } 个 goroutine 在替请求监视 Client.Timeout（setRequestCancel），而正在进行的请求有 { $requests } 个。这种监视者要等 body 关闭或超时触发才结束，读到 body 末尾并不会结束它。
http-client-timeout-watcher-open = 另有 { $n } 条连接的 body 还开着：body 既没关闭，也没读完。
http-client-timeout-watcher-read = body 还开着的连接有 { $n } 条：body 都读到了末尾，连接已经释放，只是没有关闭。
http-client-timeout-watcher-bound = 数量不会超过一个超时周期内的调用数：数量大，说明 Client.Timeout 很长。只有 RoundTripper 不是 net/http 自己的 Transport 时，才会启动监视者。

http-client-timeout-watcher-or-in-flight = 正在进行的请求也各有一个监视者；这里已经减去。

http-client-timeout-watcher-remedy = 每个响应 body 都要关闭，读到末尾的也不例外。
http-client-timeout-watcher-step-close = 检查完错误，紧接着写 defer resp.Body.Close()。
http-client-timeout-watcher-step-replace = 如果包装层替换了 resp.Body，它的 Close 要把原来的 body 一并关闭。
http-client-timeout-watcher-step-timeout = 把 Client.Timeout 设成一次调用该用的时间：监视者最多留这么久。
