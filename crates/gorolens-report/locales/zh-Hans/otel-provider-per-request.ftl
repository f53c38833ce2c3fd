otel-provider-per-request-title = { $n } 个 { $type }：多半是每个请求或每次重载都创建了遥测 provider
otel-provider-per-request-why = 它的 goroutine 在 Shutdown 之前一直存在，即使已被另一个 provider 取代。
otel-provider-per-request-or = 一个进程里有这么多导出器：每个都有自己的处理器。
otel-provider-per-request-remedy = 启动时创建一次 provider；被替换的要调用 Shutdown。
otel-provider-per-request-step = 检查处理函数、中间件、重载钩子和测试辅助代码里的构造调用。
