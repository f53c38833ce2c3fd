finalizer-blocked-title = 运行 finalizer 的 goroutine 被阻塞在其中一个里
finalizer-blocked-position = 整个进程的 finalizer 都由一个 goroutine 运行，而它正停在你的代码或某个库的代码里等待。
finalizer-blocked-cost = 不再有任何 finalizer 运行：凡是依赖它的东西（文件、连接、缓存）都不会释放，内存在增长，转储里却看不到成群的 goroutine。
finalizer-blocked-remedy = 不要在 finalizer 里等待。
finalizer-blocked-step-close = 在用完的地方显式关闭；finalizer 只是最后的手段。
finalizer-blocked-step-hand-over = 如果非用不可：在 finalizer 里启动一个 goroutine，或用带 default 的 select 发送。
