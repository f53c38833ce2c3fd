cgo-call-stuck-title = { $n } 个 goroutine 已在 C 函数 { $name } 里停了数分钟
cgo-call-stuck-position = { $n } 个对 C 的调用还没有返回；各占一个操作系统线程。
cgo-call-stuck-or-loop = 本来就要阻塞的 C 事件循环看起来也一样；那样的话只有一个，或数量固定。
cgo-call-stuck-remedy = 限制调用的时间和数量。
cgo-call-stuck-step-timeout = 用库自己的超时：Go 无法取消对 C 的调用。
cgo-call-stuck-step-limit = 在调用外加一个信号量，卡住时线程数也不会太多。
cgo-call-stuck-gdb = 各线程停在 C 的哪里
