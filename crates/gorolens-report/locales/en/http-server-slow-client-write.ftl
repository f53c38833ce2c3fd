http-server-slow-client-write-title = { $n ->
    [one] 1 HTTP handler is
   *[other] { $n } HTTP handlers are
} blocked in a write: the client does not read

http-server-slow-client-write-position = { $n ->
    [one] It waits
   *[other] They wait
} in a write to the client (waitWrite): the buffers of the connection are full.

http-server-slow-client-write-or-slow-line = A large download on a slow line: the wait of each write is short then.

http-server-slow-client-write-remedy = Bound how long a client may take to read.
http-server-slow-client-write-step-server = Set Server.WriteTimeout; it covers the whole response.
http-server-slow-client-write-step-each = Where responses are long or streamed, set a deadline before each write with http.ResponseController.

http-server-slow-client-write-run-ss = connections with data in Send-Q: those clients do not read
