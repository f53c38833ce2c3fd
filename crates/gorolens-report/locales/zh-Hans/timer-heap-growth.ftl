timer-heap-growth-title = { $n } 个 goroutine 在 select 里等待；它们的定时器是否堆积，goroutine 转储看不出来
timer-heap-growth-invisible = timer 和 ticker 不是 goroutine。Go 1.23 之前，循环里的 time.After 会一直保留定时器直到触发；之后没有引用的定时器会被回收。这份转储两者都证明不了。
timer-heap-growth-remedy = 如果内存增长而 goroutine 数量不变：看 heap profile。
timer-heap-growth-step-heap = 在占用的内存里找 time.NewTimer、time.NewTicker 和 time.After。
timer-heap-growth-step-one = 整个循环只用一个定时器并停止它，或用 Go 1.23 及以上版本构建。
timer-heap-growth-heap = 是什么占着内存
