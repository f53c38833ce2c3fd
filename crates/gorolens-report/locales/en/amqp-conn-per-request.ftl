amqp-conn-per-request-title = { $n } × { $type }: a RabbitMQ connection is most likely made per message and never closed
amqp-conn-per-request-why = Closing a channel does not close its connection: reader and heartbeater stay until Close of the connection.
amqp-conn-per-request-or = A program that holds so many connections on purpose, such as one per virtual host.
amqp-conn-per-request-remedy = Dial once, at the start, and open channels on that connection.
amqp-conn-per-request-step = Move amqp.Dial out of the code that runs per message; a channel is the cheap part, but not for several goroutines at once.
