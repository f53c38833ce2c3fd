io-pipe-stuck-title-write = { $n } 个 goroutine 在写 io.Pipe，却没有人读
io-pipe-stuck-title-read = { $n } 个 goroutine 在读 io.Pipe，却没有人写
io-pipe-stuck-ends = { $writers } 个 goroutine 停在写 pipe，{ $readers } 个停在读。pipe 没有缓冲：每次写都要等另一端。
io-pipe-stuck-or-copy = 正在进行的拷贝，恰好停在两次写之间；再抓一份会看到它在推进。
io-pipe-stuck-remedy = 谁不再使用 pipe 的一端，谁就把它关掉。
io-pipe-stuck-step-reader = 消费方失败或提前返回时关闭读端（CloseWithError）：写端才能解脱。
io-pipe-stuck-step-writer = 每条路径都带着错误关闭写端：读端才能解脱。
