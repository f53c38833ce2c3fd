mongo-client-per-request-title = { $n } server monitors of { $type }: a MongoDB client is most likely made per request
mongo-client-per-request-why = There is one for each server of each client: divide by the members of the set to get clients. They stay until Disconnect.
mongo-client-per-request-or = Few clients of sets with many members, or so many clusters.
mongo-client-per-request-remedy = Create the client once, at the start, and share it.
mongo-client-per-request-step = Move Connect out of the handler: a client is a pool, safe for concurrent use.
