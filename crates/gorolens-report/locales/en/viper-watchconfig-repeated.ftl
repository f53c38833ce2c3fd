viper-watchconfig-repeated-title = { $n } × { $type }: the configuration is most likely watched again with every load
viper-watchconfig-repeated-why = Each call adds a file watcher and two goroutines, which end only when the file is removed.
viper-watchconfig-repeated-or = So many configuration files, each watched once.
viper-watchconfig-repeated-remedy = Call WatchConfig once for each file, at the start.
viper-watchconfig-repeated-step = Guard it with a sync.Once, and let OnConfigChange apply what is new.
