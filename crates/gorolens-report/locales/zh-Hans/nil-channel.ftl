nil-channel-title = { $n } 个 goroutine 永远卡在 nil channel 上
nil-channel-state = 状态本身就是证据：{ $sends } 个在发送、{ $receives } 个在接收，而 channel 从未 make 过。
nil-channel-remedy = 在启动使用它的 goroutine 之前先 make 这个 channel。
nil-channel-step-make = 在构造函数里给字段赋值：make(chan T)；如果发送方不能等，就带上缓冲。
nil-channel-step-copy = 检查结构体是否被复制过，或者赋值给了被遮蔽（shadow）的同名变量。
