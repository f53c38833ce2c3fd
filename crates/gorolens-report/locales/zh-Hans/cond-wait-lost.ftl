cond-wait-lost-title = { $n } 个 goroutine 等在 sync.Cond 上
cond-wait-lost-turns = 这 { $n } 个是由 { $parents } 个 goroutine 在一段时间里轮流启动的，就像连接为每个请求启动的那样：不是一次启动好的消费者。
cond-wait-lost-or-idle = 空闲队列的消费者也会这样等上几个小时，数量固定。
cond-wait-lost-remedy = 在循环里检查条件再 Wait，关闭时用 Broadcast。
cond-wait-lost-step-loop = 每次 Wait 之前都在锁内检查条件：在 Wait 之前发出的 Signal 会丢失。
cond-wait-lost-step-broadcast = Signal 只唤醒一个等待者；Close 以及与所有人有关的变化要用 Broadcast。
