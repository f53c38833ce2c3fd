amqp-notify-not-drained-title = { $n ->
    [one] 1 RabbitMQ connection hangs
   *[other] { $n } RabbitMQ connections hang
} in a notification that nobody reads
amqp-notify-not-drained-why = { $n ->
    [one] 1 goroutine sends
   *[other] { $n } goroutines send
} on a channel given to NotifyClose, while holding the lock of the connection or channel; nobody receives.
amqp-notify-not-drained-or = A reader that is alive and will take it in a moment.
amqp-notify-not-drained-remedy = Give every Notify method a buffered channel and keep reading it until the library closes it.
amqp-notify-not-drained-step-buffer = make(chan *amqp.Error, 1), registered once for each connection and each channel.
amqp-notify-not-drained-step-range = Range over it in a goroutine of its own; do not call methods of the connection from there before it is closed.
