signal-waiter-per-call-title = { $n } 个 goroutine 在等操作系统的信号
signal-waiter-per-call-position = 它们的函数名与信号有关，程序也用了 os/signal 包。信号在进程的一生里只来一次：一个等待者就够了，不需要 { $n } 个。
signal-waiter-per-call-or-other = 名字可能有误导：如果它们等的是别的东西，那就是没有人发送，也没有人关闭 channel。
signal-waiter-per-call-remedy = 只在 main 里注册一次信号，把 context 传下去。
signal-waiter-per-call-step-once = 在 main 里用 signal.NotifyContext；每个请求的 context 都由它派生。
signal-waiter-per-call-step-stop = 如果某次调用必须自己注册：用 defer 调用 signal.Stop（或返回的 stop），并在 select 里等这次调用自己的结束。
