pgx-pool-exhausted-title = { $n ->
    [one] 1 caller waits
   *[other] { $n } callers wait
} for a connection of pgxpool
pgx-pool-exhausted-why = { $n ->
    [one] 1 goroutine is
   *[other] { $n } goroutines are
} below pgxpool Acquire: all MaxConns connections are taken. Who has taken them shows only while they talk to the database.
pgx-pool-exhausted-or = Slow queries or a burst: the connections are used, not kept.
pgx-pool-exhausted-remedy = Give every connection back on every path: Release, Rows.Close, Commit or Rollback.
pgx-pool-exhausted-step-release = Look for Acquire without a deferred Release, and for Query without a deferred Close of its rows.
pgx-pool-exhausted-step-nested = Do not ask the pool for a second connection while holding one: with MaxConns such callers all wait for each other.
