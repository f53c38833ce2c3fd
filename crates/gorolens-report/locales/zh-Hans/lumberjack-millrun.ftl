lumberjack-millrun-title = { $n } 个 { $type }：多半是每个 logger 或请求都打开了轮转日志文件
lumberjack-millrun-why = Close 不会结束这个 goroutine：lumberjack v2 的任何版本都不会。
lumberjack-millrun-or = 程序确实要写这么多日志文件：每个文件一个是正常的。
lumberjack-millrun-remedy = 每个文件在进程存续期间只保留一个 lumberjack.Logger。
lumberjack-millrun-step = 按文件名把 Logger 放进 map，让上层的 logger 共用。
