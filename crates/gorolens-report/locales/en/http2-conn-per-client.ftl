http2-conn-per-client-title-leaked = { $n ->
    [one] 1 HTTP/2 client connection leaked
   *[other] { $n } HTTP/2 client connections leaked
}: an http.Transport is most likely built per request
http2-conn-per-client-title-idle = { $n ->
    [one] 1 HTTP/2 client connection idle
   *[other] { $n } HTTP/2 client connections idle
}: an http.Transport is most likely built per request

http2-conn-per-client-position = { $n ->
    [one] 1 HTTP/2 connection is in readLoop with no request of its own;
   *[other] { $n } HTTP/2 connections are in readLoop with no request of their own;
} { $streams ->
    [0] no open stream
    [one] 1 open stream
   *[other] { $streams } open streams
} in the whole dump.
http2-conn-per-client-count = A Transport needs one HTTP/2 connection per host: { $n ->
    [one] 1 connection is one host or one Transport.
   *[other] { $n } connections are as many hosts or as many Transports.
}
http2-conn-per-client-wait-young = { $n ->
    [one] It
   *[other] The oldest
} has been silent for about { $oldest }: age proves nothing yet.
http2-conn-per-client-wait-old = { $n ->
    [one] It has been silent for about { $oldest },
   *[other] The oldest has been silent for about { $oldest }; { $young ->
        [0] all of them
       *[other] { $old } of { $n }
    }
} for longer than the 90 s after which http.DefaultTransport and its clones close an idle connection.
http2-conn-per-client-no-own-code = None of your own code is on these stacks: net/http starts the goroutine and the code that made the request has returned.
http2-conn-per-client-caveat = The dump shows no remote addresses, and one dump never proves growth.

http2-conn-per-client-or-many-hosts = One Transport that talks to as many HTTP/2 hosts. If ss or lsof lists few hosts, it is a Transport per request.

http2-conn-per-client-step-move = Find where an http.Transport, an http2.Transport or a library client is built per call, and move it to a package variable.
http2-conn-per-client-step-one = One connection per host then carries all requests.
