http-proxy-copy-title = { $n ->
    [one] 1 tunnel has
   *[other] { $n } tunnels have
} only one half left: the other end was not closed

http-proxy-copy-count = { $larger ->
    [one] 1 goroutine copies
   *[other] { $larger } goroutines copy
} in one direction and { $smaller ->
    [0] none
    [one] 1
   *[other] { $smaller }
} in the other: where both halves are there, a tunnel is in use; what is left over reads from a peer that does not know it is over.
http-proxy-copy-or-live = { $n ->
    [0] No tunnel has both halves.
    [one] 1 tunnel has both halves and is in use; it was not counted.
   *[other] { $n } tunnels have both halves and are in use; they were not counted.
}

http-proxy-copy-remedy = When one direction ends, close both connections.
http-proxy-copy-step-close = Run both copies, wait for the first to end, then close both connections: that ends the second.
http-proxy-copy-step-keepalive = Where a half-closed tunnel is wanted, bound its silence with read deadlines.

http-proxy-copy-run-ss = connections in FIN-WAIT-2 or CLOSE-WAIT: one side has closed
