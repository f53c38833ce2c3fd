nats-conn-per-request-title = { $n } × { $type }: a NATS connection is most likely made per request and never closed
nats-conn-per-request-why = A connection stays, and reconnects by itself, until Close or Drain.
nats-conn-per-request-or = A program that holds so many connections on purpose, such as one per account.
nats-conn-per-request-remedy = Connect to NATS once, at the start, and share the connection.
nats-conn-per-request-step = Move nats.Connect out of the handler; a *nats.Conn may be used by any number of goroutines.
