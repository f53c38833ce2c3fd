embedded-db-per-request-title = { $n } 个 { $type }：多半是每次调用都打开嵌入式数据库而从不关闭
embedded-db-per-request-why = 它的 goroutine 在 Close 之前一直存在。
embedded-db-per-request-or = 程序确实要保持这么多数据库，比如每个分片或租户一个。
embedded-db-per-request-remedy = 每个数据库启动时打开一次，结束时关闭。
embedded-db-per-request-step = 把 Open 调用移出每个请求都会执行的代码。
