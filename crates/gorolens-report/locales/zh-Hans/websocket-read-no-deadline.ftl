websocket-read-no-deadline-title = 有 { $n } 个 websocket 一直没有动静：没有帧，也没有 pong

websocket-read-no-deadline-position = { $n } 个 goroutine 在等 websocket 的下一帧。
websocket-read-no-deadline-silent = { $oldest }里连一个 pong 都没有来，也没有读期限结束等待：没有 ping 对端，或者对端没有应答。
websocket-read-no-deadline-pumps = 读 goroutine 有 { $readers } 个，同一段代码的其他 goroutine 有 { $pumps } 个：后者更少，说明有的连接只有一侧放弃了。
websocket-read-no-deadline-compare = 和用户数比一比：读 goroutine 比用户多，多出来的就是对端已经消失的连接。

websocket-read-no-deadline-or-users = 确实有这么多用户连着，只是没说话。

websocket-read-no-deadline-remedy = 定期 ping，对端不应答就放弃。
websocket-read-no-deadline-step-ping = 由写的一侧发 ping，间隔要比读期限短。
websocket-read-no-deadline-step-pong = 每收到 pong 就延长读期限（SetPongHandler）。只设期限不 ping，会断开健康的连接。
websocket-read-no-deadline-step-both = 任何一个 pump 结束时都关闭连接：另一个随之结束。
