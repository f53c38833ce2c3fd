http-transport-per-request-built = { $certainty ->
    [high] an http.Transport is built per request
    [medium] an http.Transport is most likely built per request
   *[low] an http.Transport may be built per request
}
http-transport-per-request-title-leaked = { $n ->
    [one] 1 HTTP client connection leaked
   *[other] { $n } HTTP client connections leaked
}: { http-transport-per-request-built }
http-transport-per-request-title-idle = { $n ->
    [one] 1 HTTP client connection idle
   *[other] { $n } HTTP client connections idle
}: { http-transport-per-request-built }
http-transport-per-request-title-in-flight = { $n } requests in flight, each on a Transport of its own: { http-transport-per-request-built }

http-transport-per-request-position = { $n ->
    [one] 1 client connection is
   *[other] { $n } client connections are
} idle: readLoop waits in bufio.(*Reader).Peek for a response nobody has asked for, writeLoop waits in select for a request nobody sends.
http-transport-per-request-pairing = { $paired ->
    [one] 1 connection put together exactly: its readLoop and writeLoop
   *[other] { $paired } connections put together exactly: the readLoop and writeLoop of each
} have the same *persistConn address.{ $rest ->
    [0] {""}
    [one] {" "}1 has no partner in the text.
   *[other] {" "}{ $rest } have no partner in the text.
}
http-transport-per-request-wait-young = { $n ->
    [one] It
   *[other] The oldest
} has been idle for about { $oldest }. A header may count up to three minutes too many, so this does not exceed the 90 s of http.DefaultTransport for certain.
http-transport-per-request-wait-old = { $n ->
    [one] It has been idle for about { $oldest }.
   *[other] { $spread ->
        [0] Idle for about { $oldest }.
       *[other] The oldest has been idle for about { $oldest }, half of them for { $median } or longer.
    }
} http.DefaultTransport and its clones close a connection after 90 s without use, so { $young ->
    [0] { $n ->
        [one] it belongs to a Transport
       *[other] these belong to Transports
    }
   *[other] { $old ->
        [one] 1 of these belongs to a Transport
       *[other] { $old } of these belong to Transports
    }
} without IdleConnTimeout, such as &http.Transport{"{}"}. (A header may count up to three minutes too many.)
http-transport-per-request-caught = { $n } requests are in flight on one call path with { $transports } different *Transport addresses: each request has a Transport of its own.
http-transport-per-request-caught-place = They were sent by { $places }: look there for the Transport.
http-transport-per-request-no-request = No goroutine is in (*persistConn).roundTrip and none is inside a response body: neither a slow server nor an unclosed body holds { $n ->
    [one] this connection
   *[other] these connections
}.
http-transport-per-request-others = No roundTrip and no body reader has the address of { $n ->
    [one] this connection
   *[other] one of these connections
} ({ $others ->
    [one] 1 connection in another state is
   *[other] { $others } connections in other states are
} counted apart).
http-transport-per-request-pool = One Transport with default settings keeps at most 2 idle connections per host: { $n } need at least { $hosts } hosts, a raised MaxIdleConnsPerHost, or many Transports.
http-transport-per-request-pool-and-users = { http-transport-per-request-pool } { $users ->
    [one] 1 goroutine
   *[other] { $users } goroutines
} in this dump could be using them.
http-transport-per-request-no-own-code = No line of your own code is on these stacks: net/http starts both goroutines, and the code that made the request has long returned. The goroutine in “created by … in goroutine N” is the short-lived dialler, not the culprit.
http-transport-per-request-excerpt = This is an excerpt: neither the main goroutine nor the one that wrote the dump is in it, so the counts are lower bounds. One dump never proves growth.
http-transport-per-request-warm-pool = A warm shared pool looks exactly like this. One dump never proves growth.

http-transport-per-request-or-many-hosts = One Transport that talks to very many hosts without IdleConnTimeout leaves the same goroutines. The dump shows no remote addresses: if ss or lsof lists few hosts, it is a Transport per request.
http-transport-per-request-or-many-hosts-shared = { http-transport-per-request-or-many-hosts } The requests now in flight do share one Transport, which speaks for it.
http-transport-per-request-or-tenants = A long-lived Client for each tenant or upstream also shows many Transports: harmless when their number stays fixed.
http-transport-per-request-or-raised-limit = A shared Transport with a raised MaxIdleConnsPerHost and no IdleConnTimeout keeps idle connections for ever too, but never more than that limit.
http-transport-per-request-or-warm-pool = The warm pool of one shared Transport after a burst: gone in a dump taken two minutes after the load stops.

http-transport-per-request-remedy = Create the http.Transport (and its http.Client) once and re-use it for every request.
http-transport-per-request-step-find = Find where an http.Transport, or a library client that makes one, is built: in a handler, a loop, a constructor called per request.
http-transport-per-request-step-move = Move it to a package variable or a field that lives as long as the process. Clients and Transports are safe for concurrent use.
http-transport-per-request-step-clone = Start from http.DefaultTransport.(*http.Transport).Clone(): it keeps the idle limit of 90 s and the dial and TLS timeouts.
http-transport-per-request-step-tenants = If settings differ per tenant, keep one long-lived client per tenant in a map.
http-transport-per-request-step-close = If a throw-away Transport cannot be avoided, defer transport.CloseIdleConnections().

http-transport-per-request-run-grep = who builds a Transport, and how often?
http-transport-per-request-run-ancestors = then dump again: [originating from goroutine N] names the code that made the request
