mux-session-not-closed-title = 有 { $n } 个多路复用会话（yamux、smux）开着

mux-session-not-closed-count = { $n } 个会话；{ $streams } 个 goroutine 在等 stream，{ $accepting } 个在等新的 stream。
mux-session-not-closed-keepalive = keep-alive 每 10 到 30 秒唤醒一次：从等待时间看不出会话开了多久。

mux-session-not-closed-or-peers = 确实有这么多对端连着。

mux-session-not-closed-remedy = 不再使用的会话要关闭，每个对端只留一个。
mux-session-not-closed-step-close = 先关 stream，再关会话；只关 stream，三个 goroutine 和连接都还在。
mux-session-not-closed-step-one = 一个会话可以承载任意多个 stream：在上面开新的 stream，不要新建会话。
