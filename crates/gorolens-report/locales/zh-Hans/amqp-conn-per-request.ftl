amqp-conn-per-request-title = { $n } 个 { $type }：多半是每条消息都建立 RabbitMQ 连接而从不关闭
amqp-conn-per-request-why = 关闭 channel 并不会关闭它的连接：reader 和 heartbeater 会一直存在，直到关闭连接。
amqp-conn-per-request-or = 程序有意保持这么多连接，比如每个虚拟主机一个。
amqp-conn-per-request-remedy = 启动时拨号一次，在这个连接上打开 channel。
amqp-conn-per-request-step = 把 amqp.Dial 移出每条消息都会执行的代码；channel 很便宜，但不能同时被多个 goroutine 使用。
