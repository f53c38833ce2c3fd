mux-session-not-closed-title = { $n ->
    [one] 1 multiplexed session (yamux, smux) is
   *[other] { $n } multiplexed sessions (yamux, smux) are
} open

mux-session-not-closed-count = { $n ->
    [one] 1 session
   *[other] { $n } sessions
}; { $streams ->
    [0] nobody waits
    [one] 1 goroutine waits
   *[other] { $streams } goroutines wait
} on a stream, { $accepting ->
    [0] nobody
    [one] 1
   *[other] { $accepting }
} for a new one.
mux-session-not-closed-keepalive = Their keep-alives wake them every 10 to 30 seconds: the waits do not show how long the sessions have been open.

mux-session-not-closed-or-peers = That many peers are connected.

mux-session-not-closed-remedy = Close sessions that are no longer used, and keep one for each peer.
mux-session-not-closed-step-close = Close the stream, then the session; closing the stream alone leaves three goroutines and the connection.
mux-session-not-closed-step-one = A session carries any number of streams: open the next stream on it instead of a new session.
