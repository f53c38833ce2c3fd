http-server-slow-header-title = { $n ->
    [one] 1 client has
   *[other] { $n } clients have
} sent a part of a request header and then nothing more

http-server-slow-header-position = { $n ->
    [one] 1 server connection waits
   *[other] { $n } server connections wait
} for the rest of a request header (readMIMEHeader below readRequest).
http-server-slow-header-limit = After { $oldest } no ReadHeaderTimeout and no ReadTimeout of ordinary length applies: they cover the header.

http-server-slow-header-remedy = Set ReadHeaderTimeout.
http-server-slow-header-step-timeout = Server.ReadHeaderTimeout of a few seconds; http.ListenAndServe sets none.
http-server-slow-header-step-who = Look at who they are: many connections from few addresses are an attack or a broken client.

http-server-slow-header-run-ss = the remote addresses of the connections to this server, with its port in place of 8080
