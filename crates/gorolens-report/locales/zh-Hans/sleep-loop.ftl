sleep-loop-title = { $n } 个 goroutine 在同一个函数里睡眠：可能是每个请求一个轮询或重试
sleep-loop-or-throttled = 固定数量的轮询，或有意放慢的工作，看起来也一样；那样的话数量不会变。
sleep-loop-remedy = 让停顿随 context 结束，让循环在若干次尝试后结束。
sleep-loop-step-select = 把 time.Sleep 换成 select，同时等定时器和 ctx.Done()。
sleep-loop-step-limit = 在若干次尝试或到达期限后放弃，并逐次延长停顿。
