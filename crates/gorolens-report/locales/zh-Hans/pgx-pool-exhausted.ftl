pgx-pool-exhausted-title = 有 { $n } 个调用者在等待 pgxpool 的连接
pgx-pool-exhausted-why = { $n } 个 goroutine 停在 pgxpool Acquire 之下：MaxConns 个连接都被占用。占用者只有在与数据库通信时才看得见。
pgx-pool-exhausted-or = 查询慢或突发流量：连接在用，而不是被扣着。
pgx-pool-exhausted-remedy = 在每条路径上归还连接：Release、Rows.Close、Commit 或 Rollback。
pgx-pool-exhausted-step-release = 查找没有 defer Release 的 Acquire，以及没有 defer 关闭 rows 的 Query。
pgx-pool-exhausted-step-nested = 持有一个连接时不要再向池要第二个：MaxConns 个这样的调用者会互相等待。
