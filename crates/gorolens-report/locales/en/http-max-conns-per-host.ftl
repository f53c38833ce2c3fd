http-max-conns-per-host-title = { $n ->
    [one] 1 HTTP request waits
   *[other] { $n } HTTP requests wait
} for a free connection: MaxConnsPerHost is reached

http-max-conns-per-host-position = { $n ->
    [one] 1 caller stands
   *[other] { $n } callers stand
} in (*Transport).getConn.
http-max-conns-per-host-dials = { $dials ->
    [0] No dial is in progress: { $n ->
        [one] it does not wait for the network.
       *[other] they do not wait for the network.
    }
    [one] Only 1 dial is in progress for { $n } waiting callers.
   *[other] Only { $dials } dials are in progress for { $n } waiting callers.
}
http-max-conns-per-host-held-open = { $n ->
    [one] 1 connection is held by a response
   *[other] { $n } connections are held by responses
} whose body nobody reads or closes.
http-max-conns-per-host-held-reading = { $n ->
    [one] 1 connection is held by a body that is being read.
   *[other] { $n } connections are held by bodies that are being read.
}
http-max-conns-per-host-held-waiting = { $n ->
    [one] 1 connection is held by a request that waits
   *[other] { $n } connections are held by requests that wait
} for response headers.
http-max-conns-per-host-held-sending = { $n ->
    [one] 1 connection is held by a request that is being sent.
   *[other] { $n } connections are held by requests that are being sent.
}
http-max-conns-per-host-held-unknown = The connections that occupy the slots are not in this text.
http-max-conns-per-host-symptom = The waiting callers are the symptom; what occupies the connections is the cause.

http-max-conns-per-host-or-dial = Would show one dial goroutine for each waiting caller.
http-max-conns-per-host-or-burst = A burst that drains within seconds looks the same for a moment.

http-max-conns-per-host-remedy = Free the connections first: close bodies and bound slow requests. Then size MaxConnsPerHost.
http-max-conns-per-host-step-bodies = If bodies are open, close them: see the finding http-body-not-closed.
http-max-conns-per-host-step-deadline = If requests wait for headers, give them a deadline.
http-max-conns-per-host-step-size = Set MaxConnsPerHost to the concurrency you really want, or leave it at 0 (no limit).
