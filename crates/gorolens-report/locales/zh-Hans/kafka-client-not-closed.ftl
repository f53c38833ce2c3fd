kafka-client-not-closed-title = { $n } 个 { $type }：多半是每条消息或每个请求都创建 Kafka 客户端而从不关闭
kafka-client-not-closed-why = 在关闭之前它一直存在；丢掉最后一个引用没有任何作用。
kafka-client-not-closed-or = 程序有意拥有这么多消费者或生产者，比如每个主题一个。
kafka-client-not-closed-remedy = 启动时创建一次 producer、writer 或 reader，然后共用。
kafka-client-not-closed-step = 把构造函数移出每条消息都会执行的代码；producer 和 writer 可以并发使用。
