chan-send-abandoned-title = { $n } 个 goroutine 在向 channel 发送，但已经没有人接收
chan-send-abandoned-title-held-up = { $n } 个 goroutine 在向 channel 发送，而 channel 一直没有被取空
chan-send-abandoned-position = { $n } 个 goroutine 停在 chan send：channel 没有空位，也没有接收方。
chan-send-abandoned-starter-gone = 它们由 { $starters } 启动，而这个函数不在任何其他调用栈上：它已经返回，接收方多半也随之消失了。
chan-send-abandoned-starter-lives = 启动它们的函数仍在运行（{ $starters }），接收方可能还在，只是忙。
chan-send-abandoned-elsewhere = 同一段代码里可能负责接收的 { $n } 个 goroutine 正等着另一条结论指出的东西：那才是原因，这里只是后果。
chan-send-abandoned-others = { $n ->
    [0] 转储里没有其他属于你代码的 goroutine：已经没有谁能来接收了。
   *[other] 转储里另有 { $n } 个属于你代码的 goroutine，其中可能有接收方。
}
chan-send-abandoned-entangled = 同一个包里另有 { $n } 个 goroutine 在等锁、WaitGroup 或条件变量：{ $places }。如果接收方就在其中，双方就在互相等待。
chan-send-abandoned-or-backpressure = 接收方还活着，只是慢。再抓一份转储，如果同一位置的 goroutine id 变了，说明在推进，不是泄漏。
chan-send-abandoned-remedy = 让发送方总能结束：给 channel 留出这个值的缓冲，或者用 select 随 context 放弃发送。
chan-send-abandoned-step-room = 每次调用只有一个结果：make(chan T, 1)。即使没有人再等，发送方也能结束。
chan-send-abandoned-step-select = 连续发送多个值：在 select 里同时等发送和 ctx.Done()，消费方离开时取消 context。
chan-send-abandoned-step-semaphore = 如果这个 channel 是信号量：用 defer 在每条路径上归还名额。
chan-send-abandoned-step-close = 不要靠 close channel 来放走发送方：向已关闭的 channel 发送会 panic。
chan-send-abandoned-enclosing-gone = 它们运行的是写在 { $starters } 里的函数字面量，而这个函数不在任何其他调用栈上：多半是它启动了它们并已返回。profile 不写明启动者。
