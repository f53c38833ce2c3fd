viper-watchconfig-repeated-title = { $n } 次 { $type }：多半是每次加载都重新监视配置
viper-watchconfig-repeated-why = 每次调用都会增加一个文件监视器和两个 goroutine，只有文件被删除时才结束。
viper-watchconfig-repeated-or = 确有这么多配置文件，每个监视一次。
viper-watchconfig-repeated-remedy = 每个文件在启动时只调用一次 WatchConfig。
viper-watchconfig-repeated-step = 用 sync.Once 保护，由 OnConfigChange 应用新的配置。
