logrus-writer-pipe-title = { $n } 个 { $type }：多半是每个请求都创建 logrus 的 writer 而没有关闭
logrus-writer-pipe-why = 每个 writer 背后是一个管道，有一个 goroutine 读它，直到 writer 关闭。
logrus-writer-pipe-or = 确实同时在用这么多 writer，比如每个正在运行的子进程一个。
logrus-writer-pipe-remedy = 关闭 logrus 给出的每个 writer，或者只创建一个然后共用。
logrus-writer-pipe-step = 查找交给 ErrorLog、exec.Cmd 或其他库的 Writer() 与 WriterLevel()。
