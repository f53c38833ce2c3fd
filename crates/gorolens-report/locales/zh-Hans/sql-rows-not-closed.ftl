sql-rows-not-closed-title = 有 { $n } 个 sql.Rows 未关闭：多半是某条路径上忘了关闭
sql-rows-not-closed-why = { $n } 个 goroutine 停在 (*Rows).awaitDone：每个结果集在关闭、读完或 context 结束之前都有一个，并占用一个连接。
sql-rows-not-closed-or = 代码逐行慢慢读取结果集，行与行之间还做别的事。
sql-rows-not-closed-remedy = 在每条路径上关闭 Rows：检查错误之后立即 defer rows.Close()。
sql-rows-not-closed-step-defer = 查找 Query 与 Close 之间的 return、panic 或 break。
sql-rows-not-closed-step-err = 循环之后返回 rows.Err()：Next 遇到错误也会结束。
