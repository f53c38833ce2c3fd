http-timeouthandler-orphans-title = { $n ->
    [one] 1 handler runs
   *[other] { $n } handlers run
} on after http.TimeoutHandler has answered 503

http-timeouthandler-orphans-count = { $n ->
    [one] 1 goroutine runs
   *[other] { $n } goroutines run
} a handler for http.TimeoutHandler, { $waiting ->
    [0] and none still waits
    [one] and only 1 still waits
   *[other] and only { $waiting } still wait
} for one: for the others, the time was up and the client has its answer.

http-timeouthandler-orphans-remedy = Let the handler end with its request.
http-timeouthandler-orphans-step-context = Pass r.Context() to everything that can wait: queries, calls, locks with a context.
http-timeouthandler-orphans-step-select = Wait for channels in a select with r.Context().Done().
