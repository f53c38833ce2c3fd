http-body-slow-reader-title = { $n ->
    [one] 1 HTTP response body is
   *[other] { $n } HTTP response bodies are
} being read right now

http-body-slow-reader-position = { $n ->
    [one] A goroutine is inside the body, waiting for the next bytes from the server: the body is in use, so it
   *[other] Each has a goroutine inside its body, waiting for the next bytes from the server: the body is in use, so it
} is neither leaked nor forgotten.
http-body-slow-reader-wait = { $n ->
    [one] It has been silent for
   *[other] The longest silence is
} about { $oldest }: a quiet stream that is wanted, or a server that stopped sending.
http-body-slow-reader-place = Read by { $places }.

http-body-slow-reader-or-not-closed = { $n ->
    [one] Excluded for this one: somebody is inside the body.
   *[other] Excluded for these: somebody is inside each body.
}

http-body-slow-reader-remedy = If these are downloads, bound them with a deadline; if they are streams, watch for silence.
http-body-slow-reader-step-downloads = Downloads: give the request a context with a timeout; it covers the body too.
http-body-slow-reader-step-streams = Streams: keep them without a timeout, but end one that has been silent for too long.
