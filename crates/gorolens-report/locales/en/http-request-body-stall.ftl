http-request-body-stall-title = { $n ->
    [one] 1 HTTP request is
   *[other] { $n } HTTP requests are
} stuck while being sent

http-request-body-stall-socket = { $n ->
    [one] 1 writeLoop stands
   *[other] { $n } writeLoops stand
} in a socket write below (*Request).write: the server has stopped reading.
http-request-body-stall-source = { $n ->
    [one] 1 writeLoop stands in a read of its request's own body:
   *[other] { $n } writeLoops stand in a read of their request's own body:
} whoever feeds it (an io.Pipe, a file) has stopped.
http-request-body-stall-wait = { $n ->
    [one] It
   *[other] The oldest
} has not moved for about { $oldest }.
http-request-body-stall-young = { $n ->
    [one] It is younger than a minute as far as the dump shows: perhaps an upload in progress.
   *[other] All are younger than a minute as far as the dump shows: perhaps uploads in progress.
}
http-request-body-stall-place = Sent by { $places }.

http-request-body-stall-or-upload = A large upload over a slow link; it moves between two dumps.

http-request-body-stall-remedy = Give the request a deadline, then look at the server (or at who feeds the body).
http-request-body-stall-step-deadline = Use a context with a timeout, or Client.Timeout.
http-request-body-stall-step-pipe = If the body comes from an io.Pipe, close the writer with CloseWithError on every path.

http-request-body-stall-run-ss = a full Send-Q means the peer does not read
