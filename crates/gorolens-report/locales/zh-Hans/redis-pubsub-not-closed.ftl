redis-pubsub-not-closed-title = { $n } 个 { $type }：订阅多半没有关闭
redis-pubsub-not-closed-why = 每个订阅都有自己的连接，在 Close 之前一直存在，即使没人再读它的 channel。
redis-pubsub-not-closed-or = 订阅数等于当前连接的用户数。
redis-pubsub-not-closed-remedy = 在每条路径上关闭订阅；一个订阅可以服务多个读取者。
redis-pubsub-not-closed-step = 查找没有 defer Close 的 Subscribe 与 PSubscribe。
