embedded-db-per-request-title = { $n } × { $type }: an embedded database is most likely opened per call and never closed
embedded-db-per-request-why = Its goroutines stay until Close.
embedded-db-per-request-or = A program that keeps so many databases, such as one per shard or tenant.
embedded-db-per-request-remedy = Open each database once, at the start, and close it at the end.
embedded-db-per-request-step = Move the Open call out of the code that runs per request.
