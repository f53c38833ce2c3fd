http-server-idle-conns-title = { $n ->
    [one] 1 server connection is waiting for its client
   *[other] { $n } server connections are waiting for their clients
}

http-server-idle-conns-position = { $idle ->
    [one] 1 waits
   *[other] { $idle } wait
} for the next request, { $half } in the middle of a request header, { $handshakes } in a TLS handshake; { $handlers ->
    [one] 1 handler is running.
   *[other] { $handlers } handlers are running.
}
http-server-idle-conns-incoming = These are incoming connections: their number is set by the clients, not by this program's client code.
http-server-idle-conns-half-header = Half a header means slow clients, or an attack with slow headers.

http-server-idle-conns-or-client = If this program is also the client of these connections (or its peers are yours), look at the client: each idle connection here has its other end there.

http-server-idle-conns-remedy = Bound idle and slow clients with server timeouts.
http-server-idle-conns-step-idle = Set IdleTimeout: it ends a keep-alive connection without a request.
http-server-idle-conns-step-header = Set ReadHeaderTimeout: it ends a client that sends its header too slowly.
