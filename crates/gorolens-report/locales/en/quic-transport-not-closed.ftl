quic-transport-not-closed-title = { $n ->
    [one] 1 QUIC transport is
   *[other] { $n } QUIC transports are
} open, each with a UDP socket

quic-transport-not-closed-count = { $n ->
    [one] 1 transport
   *[other] { $n } transports
} and { $conns ->
    [0] no connection
    [one] 1 connection
   *[other] { $conns } connections
} on { $n ->
    [one] it
   *[other] them
}: one transport serves any number of connections.

quic-transport-not-closed-or-wanted = That many sockets are wanted: one for each local address or port.

quic-transport-not-closed-remedy = One transport for the life of the process.
quic-transport-not-closed-step-one = Build http3.Transport or quic.Transport once and use it for all calls.
quic-transport-not-closed-step-close = One that was built for a call has to be closed after it; closing a connection does not close the socket.

quic-transport-not-closed-run-ss = UDP sockets of this process
