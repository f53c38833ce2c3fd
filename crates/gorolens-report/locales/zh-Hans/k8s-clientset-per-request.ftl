k8s-clientset-per-request-title = { $n } 个 { $type }：多半是每个请求都创建了 Kubernetes 客户端
k8s-clientset-per-request-why = 每个属于 client-go 缓存里的一个 TLS transport；只要 rest.Config 与之前的不相等（例如带有自己的 Dial 或 exec 函数），缓存就会增长。
k8s-clientset-per-request-or = 程序确实要访问这么多集群，或以这么多用户的身份访问。
k8s-clientset-per-request-remedy = 每个集群只创建一次 rest.Config 和 clientset，然后共用。
k8s-clientset-per-request-step = 把 clientset 传给需要的地方；client-go v0.36 及以后可以丢弃没人使用的 transport。
