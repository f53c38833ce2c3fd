worker-pool-per-request-title = { $n } 个 { $type }：多半是每个请求都创建了 goroutine 池而从不释放
worker-pool-per-request-why = 池自己的 goroutine 在释放之前一直存在，连同无事可做的 worker。
worker-pool-per-request-or = 程序确实需要这么多池；那样它们的 worker 会有活干。
worker-pool-per-request-remedy = 启动时创建一个池，然后共用。
worker-pool-per-request-step = 把构造函数移出处理函数：只有共用的池才能限制所有请求的总量。
