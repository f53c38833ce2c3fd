redis-pubsub-not-closed-title = { $n } × { $type }: subscriptions are most likely not closed
redis-pubsub-not-closed-why = Each has a connection of its own and stays until Close, also when nobody reads its channel any more.
redis-pubsub-not-closed-or = As many subscribers as users that are connected now.
redis-pubsub-not-closed-remedy = Close every subscription on every path; one subscription can serve many readers.
redis-pubsub-not-closed-step = Look for Subscribe and PSubscribe without a deferred Close.
