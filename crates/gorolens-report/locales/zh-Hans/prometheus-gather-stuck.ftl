prometheus-gather-stuck-title = 有 { $n } 次抓取在等待不返回的 collector
prometheus-gather-stuck-why = { $n } 个 goroutine 停在 (*Registry).Gather：所有 Collect 返回之后它才返回。
prometheus-gather-stuck-or = collector 只是慢：那么每次抓取都会结束，只是晚一些。
prometheus-gather-stuck-remedy = 查看上面指出的 Collect 方法：它所等待的就是原因。
prometheus-gather-stuck-step-snapshot = 让 Collect 读取快照，由一个带超时的 goroutine 更新。
prometheus-gather-stuck-step-limit = 在 promhttp.HandlerOpts 里限制 MaxRequestsInFlight 并设置 Timeout。
