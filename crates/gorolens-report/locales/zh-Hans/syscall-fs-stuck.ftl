syscall-fs-stuck-title = { $n } 个 goroutine 已在对文件的系统调用（{ $call }）里停了数分钟
syscall-fs-stuck-position = 内核没有响应。它们各占一个线程，Go 无法取消这个调用。
syscall-fs-stuck-path = 是哪个文件，转储里只有一个地址。
syscall-fs-stuck-or-fifo = 另一端没有人打开的命名管道，或终端，也会阻塞在同样的调用里。
syscall-fs-stuck-remedy = 找出卡住的挂载点，不要再派更多 goroutine 过去。
syscall-fs-stuck-step-flag = 每个挂载点只用一个 goroutine，带一个“仍在忙”的标志。
syscall-fs-stuck-step-mount = 用 soft 挂载和文件系统的超时；命名管道用 O_NONBLOCK 或 O_RDWR 打开。
syscall-fs-stuck-wchan = 线程在内核里等什么（nfs、fuse、pipe），需要 root
