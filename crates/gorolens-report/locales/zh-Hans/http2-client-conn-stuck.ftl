http2-client-conn-stuck-title = 有 { $n } 条 HTTP/2 连接写不进数据，上面的请求全都在等

http2-client-conn-stuck-writer = { $n } 个 goroutine 停在向连接写数据的内核调用里：对端不再读取，或已经消失。它持有写锁，这条连接上的其他请求都要拿到这把锁才能发送请求头。
http2-client-conn-stuck-no-writer = { $n } 个 goroutine 在等 HTTP/2 客户端内部的一把锁；持有者不在这份转储里。
http2-client-conn-stuck-queue = { $locks } 个 goroutine 在等 HTTP/2 连接的锁，{ $requests } 个请求在这条连接上等响应。

http2-client-conn-stuck-or-window = 等窗口的 stream 停在 awaitFlowControl，而不是停在内核里。
http2-client-conn-stuck-or-deadlock = 不是锁的环：持有者等的是网络。

http2-client-conn-stuck-remedy = 让客户端能发现连接已经失效。
http2-client-conn-stuck-step-ping = Go 1.24 起：设置 Transport.HTTP2 的 SendPingTimeout、PingTimeout 和 WriteByteTimeout。更早的版本：用 golang.org/x/net 的 http2.ConfigureTransports，设置 ReadIdleTimeout、PingTimeout 和 WriteByteTimeout。
http2-client-conn-stuck-step-deadline = 给每个请求设截止时间：连接虽然还卡着，调用方可以脱身。

http2-client-conn-stuck-run-ss = 哪些连接的 Send-Q 里有没人取走的数据，以及它们的定时器
