exec-wait-inherited-pipe-title = { $n } 个 (*Cmd).Wait 的调用者在等已经结束的子进程的输出
exec-wait-inherited-pipe-position = 它们在从复制输出的 goroutine 接收；只有子进程结束之后 Wait 才会这样做。
exec-wait-inherited-pipe-copiers = { $n ->
    [0] 转储里没有复制输出的 goroutine。
   *[other] 还有 { $n } 个 goroutine 在读管道：管道的另一端还被某个进程拿着。
}
exec-wait-inherited-pipe-or-running = 子进程还在运行时，Wait 停在系统调用里，而不是 channel 上。
exec-wait-inherited-pipe-remedy = 限制等待输出的时间，或不要让后台进程继承输出。
exec-wait-inherited-pipe-step-delay = 设置 Cmd.WaitDelay（Go 1.20）：子进程结束后过这么久，Wait 就会关闭管道。
exec-wait-inherited-pipe-step-redirect = 把子进程留在后台的东西的输出重定向：>/dev/null 2>&1。
exec-wait-inherited-pipe-step-file = 用 *os.File 作为 Stdout 就没有管道，也不用等。
exec-wait-inherited-pipe-who = 哪些进程共用一个管道
