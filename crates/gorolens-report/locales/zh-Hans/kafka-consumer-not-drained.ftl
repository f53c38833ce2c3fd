kafka-consumer-not-drained-title-messages = 有 { $n } 个 Kafka 消费者在等人取走消息
kafka-consumer-not-drained-title-results = 有 { $n } 个 Sarama 的 goroutine 在等人取走错误或成功通知
kafka-consumer-not-drained-why-messages = { $n } 个 goroutine 停在 (*partitionConsumer).responseFeeder，手中的消息无人接收。
kafka-consumer-not-drained-why-results = { $n } 个 goroutine 在向 Errors() 或 Successes() 发送，而无人接收。
kafka-consumer-not-drained-or = 接收者还在，只是比 broker 慢：那么等待很短，并且反复重新开始。
kafka-consumer-not-drained-remedy = 从 Messages()、Errors() 和 Successes() 接收直到它们关闭，或关掉没人要的。
kafka-consumer-not-drained-step-drain = 在第一条消息之前启动接收的 goroutine，并且在 Close 之前不要离开循环。
kafka-consumer-not-drained-step-off = 没人读取时，把 Return.Errors 或 Return.Successes 设为 false。
