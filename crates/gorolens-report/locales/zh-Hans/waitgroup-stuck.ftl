waitgroup-stuck-title = { $n } 个 goroutine 等在 WaitGroup.Wait
waitgroup-stuck-workers = { $n ->
    [0] 等待者启动的 goroutine 一个都不在了：worker 已经结束，但没有每个都调用 Done。
   *[other] 还有 { $n } 个可能由它启动的 goroutine：等的就是它们。
}
waitgroup-stuck-workers-at = worker 停在 { $places }：它们为什么不结束，才是真正的问题。
waitgroup-stuck-again = { $n } 个 goroutine 的调用栈上有两层 { $func }，并且等在内层：如果内层要的正是外层该给出的结果，它等的就是自己，其余的都在等它。
waitgroup-stuck-or-elsewhere = worker 由别的函数启动并且还活着：那么这只是普通的等待。
waitgroup-stuck-remedy = 用 defer 在每条路径上调用 Done；或者让 worker 能够结束。
waitgroup-stuck-step-defer = 把 defer wg.Done() 写成 worker 的第一条语句（Go 1.25 起可用 wg.Go）。
waitgroup-stuck-step-workers = 如果 worker 还在，先看它们在等什么。不要多加 Done：计数变负会 panic。
