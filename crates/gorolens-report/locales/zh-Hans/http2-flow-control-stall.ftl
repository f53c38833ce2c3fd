http2-flow-control-stall-title = 有 { $n } 个 HTTP/2 stream 在等发送许可：对端没有在读

http2-flow-control-stall-position = { $uploads } 个客户端停在 awaitFlowControl，等着发送请求 body；{ $handlers } 个服务端 handler 停在 writeDataFromHandler，等着发送响应。
http2-flow-control-stall-other-end = 谁没有在读，要到对端去查。同一连接上的 stream 共用一个窗口：几个没人读的 body 就会让其余的全部停住。

http2-flow-control-stall-or-slow = 网络慢，或者对端读得慢但仍在读：再抓一份，goroutine id 就会不同。
http2-flow-control-stall-or-conn = 如果是连接失效，会有一个写操作停在内核里。

http2-flow-control-stall-remedy = 接收的一端：先把 body 读完或关闭，再去等别的。
http2-flow-control-stall-step-read = 先读 body（并限制大小），然后再拿锁、排队。
http2-flow-control-stall-step-deadline = 发送的一端：给每个请求设截止时间，或给 handler 的每次写设期限。
