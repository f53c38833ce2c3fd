pgx-pool-per-request-title = { $n } 个 { $type }：多半是每个请求都创建连接池而从不关闭
pgx-pool-per-request-why = 每个池都在后台检查连接并保持一些打开，直到 Close。
pgx-pool-per-request-or = 程序确实要访问这么多数据库，比如每个租户一个。
pgx-pool-per-request-remedy = 启动时创建一次 pgxpool.Pool，然后共用。
pgx-pool-per-request-step = 把 pgxpool.New（v4：Connect）移出处理函数；如果之后 ping 失败，也要关闭池。
