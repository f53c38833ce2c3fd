sql-db-not-closed-title = 打开了 { $n } 个 sql.DB：多半是每个请求都调用了 sql.Open
sql-db-not-closed-count = { $n } 个 goroutine 停在 (*DB).connectionOpener：每个打开的 sql.DB 恰好有一个。
sql-db-not-closed-where = 打开它们的代码不在这些调用栈上：请在 main 之外查找 sql.Open。
sql-db-not-closed-or-many = 程序确实要访问这么多数据库，比如每个租户一个。
sql-db-not-closed-remedy = 启动时打开一次 sql.DB，然后共用。
sql-db-not-closed-step-once = 把 sql.Open 移到 main 并保留 *sql.DB：它是连接池，可以并发使用。
sql-db-not-closed-step-pass = 传给需要的地方；只在程序结束时关闭。
sql-db-not-closed-grep = 谁在打开 DB，多久一次？
