net-read-no-deadline-title = 有 { $n } 个 goroutine 在等连接上的数据：只有数据、Close 或期限能让它结束

net-read-no-deadline-position = { $n } 个程序自己的 goroutine 停在网络连接的 Read 里。
net-read-no-deadline-none = 没有比这更短的读期限在起作用。
net-read-no-deadline-starter-gone = 启动它们的 { $starters } 已经返回：它不再等结果了。
net-read-no-deadline-wanted = 对端该不该发数据，转储里看不出来。

net-read-no-deadline-or-sessions = 本来就有这么多安静的会话：订阅者、空闲的客户端、连接池。

net-read-no-deadline-remedy = 等待必须能结束的地方，设读期限，或者关闭连接。
net-read-no-deadline-step-deadline = 每次 Read 之前调用 conn.SetReadDeadline，长度是对端允许静默的时间。
net-read-no-deadline-step-context = 想用 context 结束 Read：用 context.AfterFunc 把期限设为现在。仅取消 context 叫不醒它。
net-read-no-deadline-step-close = 谁放弃连接，谁就关闭它；关闭 channel 叫不醒正在读的 goroutine。

net-read-no-deadline-run-ss = 对端地址，以及连接上有没有 keep-alive 探测（timer）
