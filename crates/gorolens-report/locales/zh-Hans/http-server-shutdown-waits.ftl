http-server-shutdown-waits-title = HTTP 服务器的 Shutdown 在等 { $n } 个请求，而它们自己也在等待
http-server-shutdown-waits-position = (*Server).Shutdown 要等到没有请求在处理才会继续，而有 { $n } 个 handler 在等待别的东西。
http-server-shutdown-waits-clock = Shutdown 每半秒检查一次，所以转储看不出它已经等了多久。它不会取消请求的 context。
http-server-shutdown-waits-or-lag = 正在正常关闭：几秒之后的第二份转储里就没有了。
http-server-shutdown-waits-remedy = 让长时间运行的 handler 结束，并给 Shutdown 一个期限。
http-server-shutdown-waits-step-tell = 通知事件流和长轮询结束：用 RegisterOnShutdown 关闭一个 channel，handler 在 select 里监听它。
http-server-shutdown-waits-step-deadline = 给 Shutdown 传入带期限的 context，期限要短于终止宽限期；到期后调用 Close。
http-server-shutdown-waits-step-order = handler 所等待的东西（worker、队列）要等 Shutdown 返回之后再停止。
