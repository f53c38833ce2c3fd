http2-client-conn-stuck-title = { $n ->
    [one] 1 HTTP/2 connection does
   *[other] { $n } HTTP/2 connections do
} not take any more data, and every request on { $n ->
    [one] it waits
   *[other] them waits
}

http2-client-conn-stuck-writer = { $n ->
    [one] A goroutine is blocked in a write to the connection
   *[other] { $n } goroutines are blocked in writes to their connections
}, in the kernel: the other end has stopped reading or is gone. It holds the lock that every other request on the connection needs to send its header.
http2-client-conn-stuck-no-writer = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for a lock inside the HTTP/2 client; the one that holds it is not in this dump.
http2-client-conn-stuck-queue = { $locks ->
    [0] No goroutine waits
    [one] 1 goroutine waits
   *[other] { $locks } goroutines wait
} for the lock of an HTTP/2 connection, and { $requests ->
    [0] no request waits
    [one] 1 request waits
   *[other] { $requests } requests wait
} for an answer on this one.

http2-client-conn-stuck-or-window = A stream that waits for its window waits in awaitFlowControl, not in the kernel.
http2-client-conn-stuck-or-deadlock = Not a cycle of locks: the holder waits for the network.

http2-client-conn-stuck-remedy = Let the client notice that a connection is dead.
http2-client-conn-stuck-step-ping = Go 1.24: Transport.HTTP2 with SendPingTimeout, PingTimeout and WriteByteTimeout. Before: http2.ConfigureTransports of golang.org/x/net, with ReadIdleTimeout, PingTimeout and WriteByteTimeout.
http2-client-conn-stuck-step-deadline = Give each request a deadline: its caller is freed, although the connection is not.

http2-client-conn-stuck-run-ss = connections with data in Send-Q that nobody takes, and their timers
