runtime-leaked-title = { $n } 个 goroutine 已不可达：运行时自己把它们标成了 leaked
runtime-leaked-mark = { $n } 个 goroutine 带有 (leaked) 标记，或列在 goroutineleak profile 中：它发现，正在运行的代码已经没有任何途径够到它们所等待的对象。
runtime-leaked-places = 它们等在 { $places }。
runtime-leaked-blind = 这种 profile 只看 channel 和锁。泄漏的连接以及其他网络等待从不会被标记，所以没有标记不能说明没有泄漏。
runtime-leaked-remedy = 让这些 goroutine 都有退出的途径。
runtime-leaked-step-send = 卡在发送：给 channel 留出缓冲，或者在 select 里同时等 ctx.Done()。
runtime-leaked-step-receive = 卡在接收：发完最后一个值就 close channel，或者取消 context。
