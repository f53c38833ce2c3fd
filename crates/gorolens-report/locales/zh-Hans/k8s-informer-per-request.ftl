k8s-informer-per-request-title = { $n } 个 { $type }：多半是每个请求或每次 reconcile 都添加了 informer 或处理器
k8s-informer-per-request-why = 它们运行到 stop channel 关闭为止；处理器运行到被移除为止。
k8s-informer-per-request-or = 控制器确实管理这么多类型：每种类型一个 informer 是正常的。
k8s-informer-per-request-remedy = 在 main 中创建一个 informer factory，处理器只添加一次。
k8s-informer-per-request-step = 查找在会多次执行的代码里调用的 NewSharedInformerFactory、Start 和 AddEventHandler。
