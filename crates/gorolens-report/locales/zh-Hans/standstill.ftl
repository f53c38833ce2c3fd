standstill-title = 你的代码有 { $n } 个 goroutine 在等待，而其余部分都没有在运行
standstill-waits = { $thing ->
    [send] { $n } 个在等着向 channel 发送
    [receive] { $n } 个在等着从 channel 接收
    [select] { $n } 个在 select 里等几个 channel 之一
    [lock] { $n } 个在等锁
    [group] { $n } 个在等 WaitGroup
    [pipe-write] { $n } 个在等着向 io.Pipe 写入
    [pipe-read] { $n } 个在等着从 io.Pipe 读取
   *[cond] { $n } 个在等条件变量（sync.Cond）
}：{ $places }。
standstill-kind = { $kind ->
    [channel] 等的只有 channel：缺的是发送的接收方，或者其余等待的发送、close 或 cancel。
    [lock] 等的只有锁：同一把锁锁了两次，两把锁的加锁顺序不一致，或者漏了 Unlock。
    [group] 等的只有 WaitGroup：漏了 Done，或者 Add 的数目多于 worker。
    [cond] 等的只有条件变量：信号在等待之前就发出了，或者从未发出。
    [channel-lock] 同时在等锁和 channel：停在 channel 上的那一个，可能正持有另一端需要的锁。
    [channel-group] 同时在等 WaitGroup 和 channel：卡在 channel 上的 worker 永远不会调用 Done。
    [pipe] 等的只有 io.Pipe：持有另一端的已经返回，却没有关闭它。
    [group-cond] 同时在等 WaitGroup 和条件变量：没人唤醒的 worker 永远不会调用 Done。
    [channel-cond] 同时在等条件变量和 channel：等其中一个的，可能正是该去满足另一个的。
   *[lock-other] 在等锁，同时有 WaitGroup 或条件变量：等其中一个的，可能正持有另一个。
}
standstill-no-proof = 少数几个 goroutine 证明不了原因：这里只说明它们停在哪里、在等什么。
standstill-or-idle = 它们在等外面来的工作：请求、信号、定时。那就没有问题。
standstill-remedy = 对列出的每个位置，找出该由谁唤醒它，以及为什么没有。
standstill-step-other-end = channel：另一端由谁发送、接收或 close，那段代码还执行得到吗？
standstill-step-context = 让每个等待都能结束：select 里加 ctx.Done()，并在每条路径上 cancel。
standstill-step-lock = 锁：持有期间不要发送、接收或 Wait。
