http-no-client-timeout-title-old = { $n ->
    [1] 有 1 个 HTTP 请求 { $oldest }没有响应
   *[other] 有 { $n } 个 HTTP 请求没有响应，最长已 { $oldest }
}，而且没有设超时
http-no-client-timeout-title-young = 有 { $n } 个 HTTP 请求在等响应头

http-no-client-timeout-position = { $n } 个调用方停在 roundTrip：请求已经发出，响应头还没有到。
http-no-client-timeout-pairing = { $n } 条连接精确配对：调用方、readLoop 和 writeLoop 的 *persistConn 地址相同。连接正在使用中，不是空闲。
http-no-client-timeout-none = 其中 { $n } 个没有设 Client.Timeout：传给 net/http.send 的截止时间是零值。请求的 context 有没有截止时间，这里看不出来。
http-no-client-timeout-long = 其中 { $n } 个设了 Client.Timeout（从 net/http.send 的参数可以看出）：调用终究会结束，但这个超时比目前的等待还长。
http-no-client-timeout-wait-old = { $n ->
    [1] 已等待
   *[other] 等得最久的已有
}约 { $oldest }：常规长度的 Client.Timeout、context 超时和 ResponseHeaderTimeout 都没有起作用。
http-no-client-timeout-other-end = 服务端为什么不响应，这份转储里看不出来：要到对端去查。

http-no-client-timeout-or-long-poll = 长轮询或阻塞查询本来就会这样等：数量固定，从调用方的名字也看得出来。
http-no-client-timeout-or-in-flight = 也可能只是恰好抓到正在正常处理的请求。再抓一份，goroutine id 就会不同。

http-no-client-timeout-remedy = 先给每个请求设一个截止时间，再去查服务端为什么不响应。
http-no-client-timeout-step-client = 普通调用设 Client.Timeout：它涵盖拨号、响应头和 body。
http-no-client-timeout-step-context = 各次调用时长不一时，用 http.NewRequestWithContext 配合 context.WithTimeout。
http-no-client-timeout-step-headers = 流式响应设 Transport.ResponseHeaderTimeout：它不限制读 body 的时间。
