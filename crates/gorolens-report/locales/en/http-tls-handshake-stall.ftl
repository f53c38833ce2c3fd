http-tls-handshake-stall-title = { $n ->
    [one] 1 TLS handshake
   *[other] { $n } TLS handshakes
} not answered by the peer

http-tls-handshake-stall-position = { $n ->
    [one] TCP is connected;
   *[other] TCP is connected each time;
} the handshake goroutine waits in crypto/tls.(*Conn).clientHandshake for the server's first message, the dialler waits in addTLS for it, and the caller waits in getConn.
http-tls-handshake-stall-wait = { $n ->
    [one] It
   *[other] The oldest
} has waited for about { $oldest }: no TLSHandshakeTimeout applies (10 s in http.DefaultTransport).

http-tls-handshake-stall-or-dial = Excluded: { $n ->
    [one] this one is
   *[other] these are
} past connect.

http-tls-handshake-stall-remedy = Set TLSHandshakeTimeout, and check that the peer speaks TLS on this port.
http-tls-handshake-stall-step-clone = Start from http.DefaultTransport.Clone(): it allows 10 s for a handshake.
http-tls-handshake-stall-step-check = Check the peer: a plain-text port, an overloaded proxy or a firewall that swallows packets.

http-tls-handshake-stall-run-openssl = does the peer speak TLS?
