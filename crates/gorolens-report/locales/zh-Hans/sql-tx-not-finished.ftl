sql-tx-not-finished-title = 有 { $n } 个事务未结束：多半是某条路径上没有 Commit 或 Rollback
sql-tx-not-finished-why = { $n } 个 goroutine 停在 (*Tx).awaitDone：每个事务在 Commit、Rollback 或 context 结束之前都有一个，并占用一个连接。
sql-tx-not-finished-or = 事务有意持续这么久，语句之间还做别的事。
sql-tx-not-finished-remedy = 在每条路径上结束事务：BeginTx 之后立即 defer tx.Rollback()。
sql-tx-not-finished-step-defer = 查找 Begin 与 Commit 之间的 return 或 panic。
sql-tx-not-finished-step-outside = 把耗时的工作（例如调用其他服务）放到事务之前或之后。
