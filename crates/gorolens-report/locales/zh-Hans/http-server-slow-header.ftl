http-server-slow-header-title = 有 { $n } 个客户端只发了一部分请求头，之后再没有动静

http-server-slow-header-position = { $n } 条服务端连接在等请求头的剩余部分（readRequest 里的 readMIMEHeader）。
http-server-slow-header-limit = 已经过了 { $oldest }，说明常规长度的 ReadHeaderTimeout 和 ReadTimeout 都没有起作用：它们涵盖请求头。

http-server-slow-header-remedy = 设置 ReadHeaderTimeout。
http-server-slow-header-step-timeout = 把 Server.ReadHeaderTimeout 设为几秒；http.ListenAndServe 没有设。
http-server-slow-header-step-who = 看看是谁：少数地址来了大量连接，不是攻击，就是客户端有问题。

http-server-slow-header-run-ss = 连到本服务的远端地址（把 8080 换成实际端口）
