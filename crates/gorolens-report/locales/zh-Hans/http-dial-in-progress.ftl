http-dial-in-progress-title = 有 { $n } 个拨号还没完成：对端没有应答

http-dial-in-progress-position = { $connecting } 个停在 connect；有 { $callers } 个调用方在 getConn 里等。
http-dial-in-progress-elsewhere = { $n } 个已过了 connect：停在程序自己的拨号函数里，或者在等代理应答 CONNECT。
http-dial-in-progress-wait = { $n ->
    [1] 拨号
   *[other] 最久的拨号
}已花了约 { $oldest }：说明没有像 http.DefaultTransport 那样设 30 秒的拨号超时。
http-dial-in-progress-address = { $n ->
    [1] 它在拨哪个地址
   *[other] 它们在拨哪些地址
}，转储里看不到。

http-dial-in-progress-or-max-conns = 已排除：等待的调用方都有对应的拨号。

http-dial-in-progress-remedy = 先给 Transport 设拨号超时，再去查对端为什么不应答。
http-dial-in-progress-step-clone = 用 http.DefaultTransport.Clone() 作为起点：它的拨号超时是 30 秒。
http-dial-in-progress-step-check = 检查地址、防火墙，以及对端的 accept 队列。

http-dial-in-progress-run-ss = 正在拨的是哪些地址
