tls-handshake-stuck-title = { $n ->
    [one] 1 TLS handshake is
   *[other] { $n } TLS handshakes are
} not continued by the other end

tls-handshake-stuck-position = { $clients ->
    [0] None waits
    [one] 1 waits
   *[other] { $clients } wait
} as the client and { $servers ->
    [0] none
    [one] 1
   *[other] { $servers }
} as the server, for the next message of the handshake; TCP is connected.
tls-handshake-stuck-no-limit = For the HTTPS server, neither ReadHeaderTimeout nor ReadTimeout nor WriteTimeout applies: the smallest of them bounds the handshake.

tls-handshake-stuck-or-read = A read after the handshake would not have clientHandshake or serverHandshake on its stack.

tls-handshake-stuck-remedy = Give each handshake a deadline.
tls-handshake-stuck-step-context = As the client: tls.Dialer with DialContext, or HandshakeContext, with a deadline of some ten seconds.
tls-handshake-stuck-step-server = As the server: a deadline on the connection before the handshake; for net/http, ReadHeaderTimeout.
tls-handshake-stuck-step-library = In a library, its own option: HandshakeTimeout of websocket.Dialer, for example.

tls-handshake-stuck-run-ss = who has connected and says nothing
