etcd-watch-not-cancelled-title = { $n } × { $type }: most likely begun per request and never cancelled
etcd-watch-not-cancelled-why = It ends only when its context is cancelled or the client is closed, not when nobody reads its channel any more.
etcd-watch-not-cancelled-or = A program that watches so many keys, or holds so many leases.
etcd-watch-not-cancelled-remedy = Cancel the context of every watch and keep-alive that is no longer needed.
etcd-watch-not-cancelled-step = Use context.WithCancel around each and defer cancel(); one watch of a prefix can replace many of single keys.
