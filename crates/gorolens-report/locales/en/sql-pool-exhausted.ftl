sql-pool-exhausted-title = { $n ->
    [one] 1 query waits
   *[other] { $n } queries wait
} for a database connection: the pool is exhausted
sql-pool-exhausted-position = { $n ->
    [one] 1 caller waits
   *[other] { $n } callers wait
} in database/sql.(*DB).conn: MaxOpenConns is reached.
sql-pool-exhausted-held = { $rows ->
    [0] No open Rows
    [one] 1 open Rows
   *[other] { $rows } open Rows
} and { $txs ->
    [0] no open transaction
    [one] 1 open transaction
   *[other] { $txs } open transactions
} show in the dump; only those with a cancellable context do.
sql-pool-exhausted-nested = { $n ->
    [one] 1 of them has
   *[other] { $n } of them have
} passed the query of { $func } where others wait, and { $n ->
    [one] waits
   *[other] wait
} for a connection once more: probably they hold one while they ask for a second, and a larger pool only moves the limit.
sql-pool-exhausted-limit = Raising MaxOpenConns hides a leak of connections until the database gives up.
sql-pool-exhausted-or-slow = The database is slow, or the pool too small for the load: then drivers are reading on every connection.
sql-pool-exhausted-remedy = Give connections back: close Rows, finish transactions.
sql-pool-exhausted-step-rows = defer rows.Close() right after the error check.
sql-pool-exhausted-step-tx = defer tx.Rollback() right after BeginTx; after Commit it does nothing.
sql-pool-exhausted-step-nested = No query on the DB while Rows or a Tx of the same goroutine are open: it needs a second connection.
