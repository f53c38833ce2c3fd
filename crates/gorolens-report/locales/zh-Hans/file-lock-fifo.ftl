file-lock-fifo-title = { $n } 个 goroutine 等文件锁已有数分钟
file-lock-fifo-position = 它们在 flock 或 fcntl 这样的系统调用里：锁在别人手里，可能在本进程，也可能在别的进程。
file-lock-fifo-or-mount = 在网络文件系统上，锁可能是空闲的，只是服务器没有响应。
file-lock-fifo-remedy = 不等待地请求锁，并随 context 放弃。
file-lock-fifo-step-nonblocking = 在循环里用 LOCK_NB，停顿随 ctx.Done() 结束。
file-lock-fifo-step-holder = 找出谁一直拿着锁、为什么拿这么久：提前返回没有解锁，或进程卡住了。
file-lock-fifo-locks = 谁拿着哪个文件锁（进程号和 inode）
