cache-janitor-per-instance-title = { $n } × { $type }: a cache is most likely created per request or session
cache-janitor-per-instance-why = Its cleaner holds the cache and everything in it, so neither is freed before it is told to stop.
cache-janitor-per-instance-or = A program that wants so many caches, such as one per tenant or table.
cache-janitor-per-instance-remedy = Create one cache at the start and put what tells its users apart into the key.
cache-janitor-per-instance-step = Move the constructor out of the code that runs per request, session or connection.
