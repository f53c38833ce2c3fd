http-client-timeout-watcher-title = { $n ->
    [one] 1 HTTP response was
   *[other] { $n } HTTP responses were
} never closed: { $n ->
    [one] the watcher of its timeout stays
   *[other] the watchers of their timeouts stay
}

http-client-timeout-watcher-position = { $n ->
    [one] 1 goroutine watches
   *[other] { $n } goroutines watch
} Client.Timeout for a request (setRequestCancel), while { $requests ->
    [0] no request is
    [one] 1 request is
   *[other] { $requests } requests are
} under way. Such a watcher ends when the body is closed or the timeout fires, not at the end of the body.
http-client-timeout-watcher-open = { $n ->
    [one] 1 connection holds
   *[other] { $n } connections hold
} an open body as well: the bodies were neither closed nor read to their end.
http-client-timeout-watcher-read = { $n ->
    [0] No connection holds an open body
    [one] 1 connection holds an open body
   *[other] { $n } connections hold an open body
}: the bodies were read to their end, which frees the connection, but not closed.
http-client-timeout-watcher-bound = The number is bounded by calls per timeout: a large one means a long Client.Timeout. net/http starts a watcher only when the RoundTripper is not its own Transport.

http-client-timeout-watcher-or-in-flight = Requests under way have a watcher too; they were subtracted.

http-client-timeout-watcher-remedy = Close every response body, also one that was read to its end.
http-client-timeout-watcher-step-close = defer resp.Body.Close() right after the check of the error.
http-client-timeout-watcher-step-replace = Where a wrapper replaces resp.Body, let its Close close the original.
http-client-timeout-watcher-step-timeout = Set Client.Timeout to what a call may take: it bounds how long a watcher can stay.
