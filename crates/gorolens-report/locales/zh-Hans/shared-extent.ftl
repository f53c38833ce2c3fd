# 等了多久。
shared-ages-young = { $n ->
    [1] 从转储看，等待还不到 1 分钟。
   *[other] 从转储看，等待都还不到 1 分钟。
}
shared-ages-one = { $n ->
    [1] 已等待约 { $oldest }。
   *[other] { $n } 个已等待约 { $oldest }。
}
shared-ages-together = { $n } 个几乎同时开始等待，大约在 { $oldest } 之前：由同一个事件引起，或者只是同一次 GC 首次看到它们。
shared-ages-spread = { $n } 个的等待时间从 { $youngest } 分钟到 { $oldest }，分布均匀：它们是陆续出现的，不是同一个事件造成的。
shared-ages-mixed = { $n } 个的等待时间在 { $youngest } 分钟到 { $oldest } 之间。
shared-ages-newer = 另有 { $n } 个没有显示分钟数：它们更新，或者还没有 GC 看到它们在等。
shared-ages-rate = 如果它们此后都没有被唤醒或结束，大约每小时 { $n } 个。
shared-ages-clock = 分钟数从“首次看到它在等”的那次 GC 的前一次结束时算起；在空闲的进程里最多会多出 3 分钟。

# 代价。
shared-cost-goroutines = { $n } 个 goroutine，栈至少占 { $bytes }，另加其变量引用的一切。
shared-cost-descriptors = { $n } 个文件描述符，对端也要为此各留一个。
shared-cost-threads = { $n } 个操作系统线程。
shared-cost-buffers = { $bytes } 的读写缓冲区。
shared-limit-descriptors = 如果继续增加，最先触到的是打开文件数的上限（ulimit -n）：此后所有拨号和 accept 都会以 "too many open files" 失败。如果上限已调到一百万，最先耗尽的是内存。
shared-limit-threads = 如果继续增加，最先触到的是 10,000 个线程的上限，Go 会终止程序；容器的限制（pids）可能更低。
shared-limit-memory = 如果继续增加，最先耗尽的是内存：它们引用的对象通常比栈重得多。

# 接下来抓什么，如何确认已修好。
shared-debug2 = 带状态、等待时间和地址，profile 里没有这些
shared-kubectl = 从 pod 里抓同样的内容，不需要在其中有 shell
shared-sigquit = 没有 net/http/pprof 时：把所有 goroutine 打印到标准错误并结束进程（在 pod 里：kubectl exec "$POD" -- kill -QUIT 1，再 kubectl logs --previous "$POD"）
shared-leak-profile = 运行时自己的判断：再也没有什么能唤醒的 goroutine（Go 1.27，或用 GOEXPERIMENT=goroutineleakprofile 构建的 1.26）
shared-confirm-leak = 启动后不久抓一份，在同样的负载下运行得比这里最长的等待更久之后再抓一份：修好之后，这些调用栈的数量保持不变
shared-confirm-stuck = 修好之后，在同样的负载下再抓一份，这些调用栈里不再有等待数分钟的
shared-confirm-descriptors = 打开的文件数也保持不变
shared-confirm-metric = 在生产环境中：负载回落时，指标 go_goroutines（或 runtime.NumGoroutine）也回到原来的水平。
