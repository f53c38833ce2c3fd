etcd-watch-not-cancelled-title = { $n } 个 { $type }：多半是每个请求都开始一个而从不取消
etcd-watch-not-cancelled-why = 只有取消它的 context 或关闭客户端才会结束，没人再读它的 channel 并不会。
etcd-watch-not-cancelled-or = 程序确实要监视这么多键，或持有这么多租约。
etcd-watch-not-cancelled-remedy = 取消每个不再需要的 watch 和 keep-alive 的 context。
etcd-watch-not-cancelled-step = 为每个使用 context.WithCancel 并 defer cancel()；监视一个前缀可以代替许多单个键的 watch。
