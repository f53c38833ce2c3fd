websocket-write-pump-stuck-title = 有 { $n } 个 websocket 写不进数据：对端没有在读

websocket-write-pump-stuck-position = { $n } 个 goroutine 卡在向 websocket 写数据（waitWrite）：连接的缓冲区已满，也没有写期限来结束它。
websocket-write-pump-stuck-turns = { $n } 个 goroutine 在排队等着写 websocket。
websocket-write-pump-stuck-senders = 程序里有 { $n } 个 goroutine 在等着交出数据或等锁，位置是 { $places }：也许等的就是其中之一。

websocket-write-pump-stuck-or-slow = 线路慢但仍在动：那样每次写都只等一小会儿。

websocket-write-pump-stuck-remedy = 设写期限，不要等慢的客户端。
websocket-write-pump-stuck-step-deadline = 每次写之前调用 SetWriteDeadline；coder/websocket 则用带截止时间的 context。
websocket-write-pump-stuck-step-drop = 用带 default 的 select 交出消息，队列满了就断开那个客户端。
