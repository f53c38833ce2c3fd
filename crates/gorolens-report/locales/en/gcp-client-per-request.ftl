gcp-client-per-request-title = { $n } × { $type } beside clients of Google Cloud: most likely a client per request
gcp-client-per-request-why = A client of Google Cloud opens a pool of gRPC connections and keeps it until Close: divide by the size of the pool to get clients.
gcp-client-per-request-or = Clients of many APIs, each with its pool, or gRPC connections of another library.
gcp-client-per-request-remedy = Create each Google Cloud client once, at the start, and share it.
gcp-client-per-request-step = Look for NewClient of cloud.google.com/go packages in handlers.
