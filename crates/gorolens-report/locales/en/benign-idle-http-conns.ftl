benign-idle-http-conns-title = { $n ->
    [one] 1 HTTP client connection is
   *[other] { $n } HTTP client connections are
} idle in a pool: normal

benign-idle-http-conns-count = { $n ->
    [one] 1 connection is idle,
   *[other] { $n } connections are idle,
} { $busy } in use, and { $users ->
    [one] 1 goroutine could use them:
   *[other] { $users } goroutines could use them:
} about what one shared Transport keeps.
benign-idle-http-conns-wait-old = { $n ->
    [one] Idle for about { $oldest }, longer than the 90 s of http.DefaultTransport: its Transport has no IdleConnTimeout. Harmless as a single one, but set one.
   *[other] The oldest has been idle for about { $oldest }, longer than the 90 s of http.DefaultTransport: its Transport has no IdleConnTimeout. Few enough to be harmless, but set one.
}
benign-idle-http-conns-wait-young = { $n ->
    [one] Idle
   *[other] The oldest has been idle
} for about { $oldest }; a header may count up to three minutes too many, so this does not exceed the 90 s of http.DefaultTransport for certain.

benign-idle-http-conns-or-leak = The first connections of a leak look the same. If their number grows from dump to dump, or they are still there two minutes after the load has stopped, a Transport is built per request.

benign-idle-http-conns-remedy = Nothing to change.
