pgx-pool-per-request-title = { $n } × { $type }: a pool of connections is most likely made per request and never closed
pgx-pool-per-request-why = Each pool checks its connections in the background and keeps some open, until Close.
pgx-pool-per-request-or = A program that talks to so many databases, such as one per tenant.
pgx-pool-per-request-remedy = Create the pgxpool.Pool once, at the start, and share it.
pgx-pool-per-request-step = Move pgxpool.New (v4: Connect) out of the handler; where a ping fails after it, close the pool.
