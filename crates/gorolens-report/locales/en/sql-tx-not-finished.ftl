sql-tx-not-finished-title = { $n ->
    [one] 1 transaction is
   *[other] { $n } transactions are
} open: most likely without Commit or Rollback on some path
sql-tx-not-finished-why = { $n ->
    [one] 1 goroutine is
   *[other] { $n } goroutines are
} in (*Tx).awaitDone: one runs for each transaction until Commit, Rollback or the end of its context. Each keeps a connection.
sql-tx-not-finished-or = Transactions that last so long on purpose, with other work between their statements.
sql-tx-not-finished-remedy = End every transaction on every path: defer tx.Rollback() right after BeginTx.
sql-tx-not-finished-step-defer = Look for a return or a panic between Begin and Commit.
sql-tx-not-finished-step-outside = Do slow work, such as calls of other services, before or after the transaction.
