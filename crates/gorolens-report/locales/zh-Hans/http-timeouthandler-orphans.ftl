http-timeouthandler-orphans-title = http.TimeoutHandler 已经返回 503，仍有 { $n } 个 handler 在继续运行

http-timeouthandler-orphans-count = { $n } 个 goroutine 在替 http.TimeoutHandler 运行 handler，而还在等结果的只有 { $waiting } 个：其余的都已超时，客户端早已拿到答复。

http-timeouthandler-orphans-remedy = 让 handler 随请求一起结束。
http-timeouthandler-orphans-step-context = 凡是可能等待的操作都传入 r.Context()：查询、调用、带 context 的锁。
http-timeouthandler-orphans-step-select = 等 channel 时用 select，同时监听 r.Context().Done()。
