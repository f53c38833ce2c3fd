http-server-handler-stuck-title = 有 { $n } 个 HTTP handler 已经等了好几分钟

http-server-handler-stuck-title-profile = 有 { $n } 个 HTTP handler 在等待

http-server-handler-stuck-position = 从 ServeHTTP 往上看：{ $deaf } 个在等 channel 或锁，{ $body } 个在等请求 body 的剩余部分，{ $network } 个在等网络，{ $lasting } 个停在 select 或定时等待。
http-server-handler-stuck-gone = 其中 { $n } 个 handler 没有对应的 backgroundRead 在监听客户端：客户端已经断开，或者请求还没有读完。
http-server-handler-stuck-above = 真正的原因是它们在等的东西；handler 只是症状出现的地方。

http-server-handler-stuck-or-lasting = 事件流、长轮询和下载本来就要持续很久：数量等于客户端数。

http-server-handler-stuck-remedy = handler 等待的一切，都要能随请求一起结束。
http-server-handler-stuck-step-context = 用 select 等待，同时监听 r.Context().Done()；可能等待的调用都传入 r.Context()。
http-server-handler-stuck-step-body = body 迟迟不来：设 Server.ReadTimeout，或用 http.ResponseController 设读期限。
