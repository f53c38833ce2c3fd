coordination-client-per-request-title = { $n } 个 { $type }：多半是每次调用都创建客户端而从不关闭
coordination-client-per-request-why = 在关闭之前，它会一直重连并保持会话。
coordination-client-per-request-or = 程序确实要访问这么多集群。
coordination-client-per-request-remedy = 启动时创建一次客户端，然后共用。
coordination-client-per-request-step = 把构造函数移出每个请求都会执行的代码。
