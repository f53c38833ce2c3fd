kafka-consumer-not-drained-title-messages = { $n ->
    [one] 1 Kafka consumer waits
   *[other] { $n } Kafka consumers wait
} for somebody to take their messages
kafka-consumer-not-drained-title-results = { $n ->
    [one] 1 goroutine of Sarama waits
   *[other] { $n } goroutines of Sarama wait
} for somebody to take errors or successes
kafka-consumer-not-drained-why-messages = { $n ->
    [one] 1 goroutine stands
   *[other] { $n } goroutines stand
} in (*partitionConsumer).responseFeeder with a message that nobody receives.
kafka-consumer-not-drained-why-results = { $n ->
    [one] 1 goroutine sends
   *[other] { $n } goroutines send
} on Errors() or Successes(), and nobody receives.
kafka-consumer-not-drained-or = A receiver that is alive but slower than the broker: then the wait is short and starts again and again.
kafka-consumer-not-drained-remedy = Receive from Messages(), Errors() and Successes() until they are closed, or switch off what nobody wants.
kafka-consumer-not-drained-step-drain = Start the receiving goroutine before the first message, and do not leave its loop before Close.
kafka-consumer-not-drained-step-off = Set Return.Errors or Return.Successes to false when nobody reads them.
