fsnotify-watcher-not-closed-title = { $n } 个 { $type }：多半是每个请求都打开文件监视器而没有关闭
fsnotify-watcher-not-closed-why = 每个在 Close 之前占用一个 inotify 实例；通常每个用户上限 128 个，之后 NewWatcher 会报 "too many open files"。
fsnotify-watcher-not-closed-or = 程序确实需要这么多监视器；一个就能监视很多路径。
fsnotify-watcher-not-closed-remedy = 关闭每个 Watcher，或者只保留一个，用 Add 添加路径。
fsnotify-watcher-not-closed-step = 查找没有在每条路径上 Close 的 NewWatcher，尤其是重载和重连的代码。
