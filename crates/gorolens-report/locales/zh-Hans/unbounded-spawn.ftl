unbounded-spawn-title = 由 { $creator } 启动的 { $n } 个 goroutine 都处于就绪状态：超出了处理器的承受能力
unbounded-spawn-count = { $total } 个 goroutine 里有 { $n } 个处于 runnable 或 running，且由同一处创建。
unbounded-spawn-no-leak = 它们只是在等处理器：这是负载，不是泄漏。
unbounded-spawn-or-burst = 短暂的突发看起来也一样，下一份转储里就没有了。
unbounded-spawn-remedy = 限制同时工作的数量。
unbounded-spawn-step-limit = 用固定数量的 worker 加队列、信号量，或 errgroup 的 SetLimit：计算型的每个处理器几个，等待型的可以更多。
unbounded-spawn-step-refuse = 如果由请求启动：超出时拒绝或推迟，而不是照样启动。
unbounded-spawn-cpu = 它们在计算什么
