net-listener-not-closed-title = { $n } 个同类的 accept 循环：listener 被反复打开，却没有关闭？
net-listener-not-closed-position = { $n } 个 goroutine 在等待连接，各有自己的 listener。这样的循环要到 listener 关闭才会结束。
net-listener-not-closed-turns = 它们是先后启动的，由 { $parents } 个不同的 goroutine 启动：不是程序开始时一起启动的。
net-listener-not-closed-or-ports = 程序本来就要监听这么多端口，例如每个客户端一个端口的代理：那么数量就是端口数。
net-listener-not-closed-remedy = 新的 listener 打开之后，关闭旧的。
net-listener-not-closed-step-close = 把 listener 和它所属的对象放在一起，在打开下一个的地方关闭它。
net-listener-not-closed-step-count = 数一数进程正在监听的 socket：ss -ltnp。
