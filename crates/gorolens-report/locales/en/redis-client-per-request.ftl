redis-client-per-request-title = { $n } × { $type }: a Redis client is most likely created per request and never closed
redis-client-per-request-why = Each client keeps a pool of connections of its own, until Close; a reaper that was closed goes at its next tick.
redis-client-per-request-or = A cluster or ring of so many nodes, or so many servers: there is a pool for each.
redis-client-per-request-remedy = Create the redis.Client once, at the start, and share it: it is a pool, safe for concurrent use.
redis-client-per-request-step = Move redis.NewClient out of the handler and pass the client to those who need it.
