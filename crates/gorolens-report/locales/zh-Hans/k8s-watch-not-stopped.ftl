k8s-watch-not-stopped-title = 有 { $n } 个 Kubernetes watch 的事件无人取走
k8s-watch-not-stopped-why = { $n } 个 goroutine 停在 (*StreamWatcher).receive，手中的事件要交给 ResultChan；无人接收，也没人调用 Stop。
k8s-watch-not-stopped-or = 消费者正忙于处理上一个事件。
k8s-watch-not-stopped-remedy = 在每条路径上 Stop 每个 watch，或改用 informer。
k8s-watch-not-stopped-step-stop = 检查 Watch 的错误之后立即 defer w.Stop()。
