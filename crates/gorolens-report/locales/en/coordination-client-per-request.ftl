coordination-client-per-request-title = { $n } × { $type }: a client is most likely made per call and never closed
coordination-client-per-request-why = It reconnects and keeps its session for ever, until it is closed.
coordination-client-per-request-or = A program that talks to so many ensembles or clusters.
coordination-client-per-request-remedy = Create the client once, at the start, and share it.
coordination-client-per-request-step = Move the constructor out of the code that runs per request.
