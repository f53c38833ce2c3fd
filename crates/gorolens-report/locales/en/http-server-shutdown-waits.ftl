http-server-shutdown-waits-title = Shutdown of the HTTP server waits for { $n ->
    [one] 1 request that waits itself
   *[other] { $n } requests that wait themselves
}
http-server-shutdown-waits-position = (*Server).Shutdown goes on only when no request is being handled, and { $n ->
    [one] 1 handler waits
   *[other] { $n } handlers wait
} for something.
http-server-shutdown-waits-clock = Shutdown looks again every half second, so the dump does not show how long it has been waiting. It does not cancel the requests' contexts.
http-server-shutdown-waits-or-lag = A shutdown in progress: gone in a second dump, some seconds later.
http-server-shutdown-waits-remedy = End the handlers that last, and give Shutdown a deadline.
http-server-shutdown-waits-step-tell = Tell event streams and long polls to end: RegisterOnShutdown closes a channel on which they select.
http-server-shutdown-waits-step-deadline = Pass Shutdown a context with a deadline shorter than the grace period, and call Close when it is over.
http-server-shutdown-waits-step-order = Stop what handlers wait for (workers, queues) only after Shutdown has returned.
