http-no-client-timeout-title-old = { $n ->
    [one] 1 HTTP request without an answer for { $oldest }
   *[other] { $n } HTTP requests without an answer for up to { $oldest }
} and without a timeout
http-no-client-timeout-title-young = { $n ->
    [one] 1 HTTP request
   *[other] { $n } HTTP requests
} waiting for response headers

http-no-client-timeout-position = { $n ->
    [one] 1 caller waits in roundTrip: its request is on the wire and the response headers have not come.
   *[other] { $n } callers wait in roundTrip: their requests are on the wire and the response headers have not come.
}
http-no-client-timeout-pairing = { $n ->
    [one] 1 connection put together exactly: caller, readLoop and writeLoop have the same *persistConn address. It is in use, not idle.
   *[other] { $n } connections put together exactly: caller, readLoop and writeLoop of each have the same *persistConn address. They are in use, not idle.
}
http-no-client-timeout-none = { $n ->
    [one] 1 of them was
   *[other] { $n } of them were
} sent without a Client.Timeout: the deadline handed to net/http.send is the zero time. A deadline of the request's context would not show.
http-no-client-timeout-long = { $n ->
    [one] 1 of them has
   *[other] { $n } of them have
} a Client.Timeout, which net/http.send shows: the call will end, but it is longer than the wait so far.
http-no-client-timeout-wait-old = { $n ->
    [one] It
   *[other] The oldest
} has waited for about { $oldest }: no Client.Timeout, context deadline or ResponseHeaderTimeout of an ordinary length applied.
http-no-client-timeout-other-end = Why the server is silent is not in this dump: look at the other end too.

http-no-client-timeout-or-long-poll = A long poll or a blocking query waits like this on purpose: its number is fixed and its caller says so.
http-no-client-timeout-or-in-flight = Requests that are simply being answered, caught in one moment. A second dump shows other goroutine ids.

http-no-client-timeout-remedy = Give every request a deadline, then find out why the server does not answer.
http-no-client-timeout-step-client = Set Client.Timeout for ordinary calls: it covers dial, headers and body.
http-no-client-timeout-step-context = For calls of different lengths use http.NewRequestWithContext with context.WithTimeout.
http-no-client-timeout-step-headers = For streams set Transport.ResponseHeaderTimeout: it leaves the body alone.
