chan-recv-never-closed-title = { $n } 个 goroutine 等在同一个循环里：可能没有人让它结束
chan-recv-never-closed-title-leak = { $n } 个 goroutine 在等永远不会来的值：没有人结束它们的循环
chan-recv-never-closed-starter = 它们由 { $starter } 启动，而它已经返回。
chan-recv-never-closed-or-pool = 空闲的 worker pool 看起来一模一样：数量固定，由一个构造函数一次性启动。
chan-recv-never-closed-remedy = 让每个循环都有一个负责结束它的主人。
chan-recv-never-closed-step-close = 发送方发完最后一个值后 close channel，每条路径都要做到。
chan-recv-never-closed-step-context = 或者循环同时等 ctx.Done()，由创建对象的一方取消。
chan-recv-never-closed-enclosing = 它们运行的是写在 { $starter } 里的函数字面量，而这个函数不在任何其他调用栈上：多半是它启动了它们并已返回。
