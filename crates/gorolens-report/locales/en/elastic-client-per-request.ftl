elastic-client-per-request-title = { $n } × { $type }: an Elasticsearch client is most likely made per request and never stopped
elastic-client-per-request-why = Its loops stay until Stop; dropping the last reference to the client changes nothing.
elastic-client-per-request-or = A program that talks to so many clusters.
elastic-client-per-request-remedy = Create the client once, at the start, and share it.
elastic-client-per-request-step = Move elastic.NewClient out of the handler, or use NewSimpleClient for short-lived work: it starts no goroutines.
