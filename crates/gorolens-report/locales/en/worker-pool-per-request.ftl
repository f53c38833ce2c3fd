worker-pool-per-request-title = { $n } × { $type }: a goroutine pool is most likely made per request and never released
worker-pool-per-request-why = Its own goroutines stay until it is released, with workers that have nothing to do.
worker-pool-per-request-or = A program that wants so many pools; then their workers have work.
worker-pool-per-request-remedy = Create one pool at the start and share it.
worker-pool-per-request-step = Move the constructor out of the handler: only a shared pool limits what requests do together.
