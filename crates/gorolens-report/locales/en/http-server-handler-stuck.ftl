http-server-handler-stuck-title = { $n ->
    [one] 1 HTTP handler has
   *[other] { $n } HTTP handlers have
} waited for minutes

http-server-handler-stuck-title-profile = { $n ->
    [one] 1 HTTP handler waits
   *[other] { $n } HTTP handlers wait
}

http-server-handler-stuck-position = Above ServeHTTP, { $deaf ->
    [one] 1 waits
   *[other] { $deaf } wait
} for a channel or a lock, { $body } for the rest of the request body, { $network } for the network, { $lasting } in a select or for time.
http-server-handler-stuck-gone = For { $n ->
    [one] 1 handler
   *[other] { $n } handlers
} no goroutine listens to the client (backgroundRead): it has hung up, or its request was not read to the end.
http-server-handler-stuck-above = What they wait for is the cause; that they are handlers is where it hurts.

http-server-handler-stuck-or-lasting = Event streams, long polls and downloads are meant to last: their number is that of the clients.

http-server-handler-stuck-remedy = Let everything a handler waits for end with its request.
http-server-handler-stuck-step-context = Wait in a select with r.Context().Done(); pass r.Context() to calls that can wait.
http-server-handler-stuck-step-body = For bodies that do not come: Server.ReadTimeout, or a read deadline set with http.ResponseController.
