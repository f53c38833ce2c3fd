elastic-client-per-request-title = { $n } 个 { $type }：多半是每个请求都创建 Elasticsearch 客户端而从不停止
elastic-client-per-request-why = 它的循环在 Stop 之前一直存在；丢掉最后一个引用没有任何作用。
elastic-client-per-request-or = 程序确实要访问这么多集群。
elastic-client-per-request-remedy = 启动时创建一次客户端，然后共用。
elastic-client-per-request-step = 把 elastic.NewClient 移出处理函数，或者短期任务用 NewSimpleClient：它不启动 goroutine。
