http-body-not-closed-title-leaked = { $n ->
    [one] 1 HTTP response
   *[other] { $n } HTTP responses
} never closed: close resp.Body on every path
http-body-not-closed-title-open = { $n ->
    [one] 1 HTTP response
   *[other] { $n } HTTP responses
} open with nobody reading: perhaps resp.Body is not closed

http-body-not-closed-position = { $n ->
    [one] 1 connection is parked in readLoop's own select: the response was delivered, and net/http waits for its body
   *[other] { $n } connections are parked in readLoop's own select: the responses were delivered, and net/http waits for their bodies
} to be read to the end or closed.
http-body-not-closed-streams = { $n ->
    [one] 1 HTTP/2 stream is
   *[other] { $n } HTTP/2 streams are
} open beyond those that a caller or a body reader accounts for.
http-body-not-closed-absence = Nobody is reading { $n ->
    [one] it
   *[other] them
}: { $readers ->
    [0] no goroutine in the dump is inside a response body.
    [one] the 1 goroutine inside a response body belongs to another connection.
   *[other] the { $readers } goroutines inside a response body belong to other connections.
}
http-body-not-closed-pairing = { $n ->
    [one] 1 connection
   *[other] { $n } connections
} put together exactly: readLoop and writeLoop have the same *persistConn address.
http-body-not-closed-wait = { $n ->
    [one] It has waited for about { $oldest }. A Client.Timeout or a context deadline would have ended it, so this request had none that short.
   *[other] The oldest has waited for about { $oldest }. A Client.Timeout or a context deadline would have ended it, so that request had none that short.
}
http-body-not-closed-blocking = { $n ->
    [one] 1 caller waits
   *[other] { $n } callers wait
} in (*Transport).getConn for a connection while no dial is in progress: the open bodies occupy a limited pool.
http-body-not-closed-holders = { $n ->
    [one] 1 goroutine copies or decodes something: it may hold one of these bodies while it waits elsewhere.
   *[other] { $n } goroutines copy or decode something: they may hold some of these bodies while they wait elsewhere.
}
http-body-not-closed-holders-at = { $n ->
    [one] 1 goroutine copies or decodes something ({ $places }): it may hold one of these bodies while it waits elsewhere.
   *[other] { $n } goroutines copy or decode something ({ $places }): they may hold some of these bodies while they wait elsewhere.
}
http-body-not-closed-no-own-code = The code that got the { $n ->
    [one] response
   *[other] responses
} is not on these stacks. Look for a return between the request and the Close, for code that only reads resp.StatusCode, and for retries that drop a response.

http-body-not-closed-or-slow-reader = Code that holds the body and does other work between two reads is not inside the body either. Unlikely for many or for old ones.
http-body-not-closed-or-proxy = A proxy that copies a response to a slow client stands in the write, not in the body.

http-body-not-closed-remedy = Close resp.Body on every path, right after the error check.
http-body-not-closed-step-defer = Put defer resp.Body.Close() directly behind the error check, before any other return.
http-body-not-closed-step-loop = In a loop or a retry, close each response before the next attempt: defer only runs at the end of the function.
http-body-not-closed-step-drain = Read the rest of a short body (io.Copy to io.Discard, limited) if the connection is worth keeping.
http-body-not-closed-step-timeout = Set Client.Timeout or a context deadline: it also ends a forgotten body.

http-body-not-closed-run-bodyclose = a linter that finds unclosed bodies
http-body-not-closed-run-close-wait = peers that hung up on an open body support this verdict
