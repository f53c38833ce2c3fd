websocket-read-no-deadline-title = { $n ->
    [one] 1 websocket has
   *[other] { $n } websockets have
} been silent: no frame, no pong

websocket-read-no-deadline-position = { $n ->
    [one] A goroutine waits
   *[other] { $n } goroutines wait
} for the next frame of { $n ->
    [one] its websocket
   *[other] their websockets
}.
websocket-read-no-deadline-silent = In { $oldest } not even a pong came, and no read deadline ended the wait: the peer is not pinged, or does not answer.
websocket-read-no-deadline-pumps = Beside { $readers ->
    [one] 1 reader
   *[other] { $readers } readers
} the same code has { $pumps ->
    [one] 1 other goroutine
   *[other] { $pumps } other goroutines
}: fewer of these mean connections that were given up on one side only.
websocket-read-no-deadline-compare = Compare with the number of users: more readers than users are connections to peers that have gone.

websocket-read-no-deadline-or-users = That many users are connected and say nothing.

websocket-read-no-deadline-remedy = Ping, and give up on a peer that does not answer.
websocket-read-no-deadline-step-ping = Ping from the writing side, more often than the read deadline.
websocket-read-no-deadline-step-pong = Renew the read deadline with each pong (SetPongHandler). A deadline without pings would end healthy connections.
websocket-read-no-deadline-step-both = When either pump ends, close the connection: that ends the other.
