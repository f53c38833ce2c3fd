amqp-notify-not-drained-title = 有 { $n } 个 RabbitMQ 连接卡在无人读取的通知上
amqp-notify-not-drained-why = { $n } 个 goroutine 在向交给 NotifyClose 的 channel 发送，同时持有连接或 channel 的锁；无人接收。
amqp-notify-not-drained-or = 读取者还在，马上就会取走。
amqp-notify-not-drained-remedy = 给每个 Notify 方法传带缓冲的 channel，并一直读到库把它关闭。
amqp-notify-not-drained-step-buffer = make(chan *amqp.Error, 1)，每个连接和每个 channel 只登记一次。
amqp-notify-not-drained-step-range = 在单独的 goroutine 里 range 它；关闭之前不要从那里调用该连接的方法。
