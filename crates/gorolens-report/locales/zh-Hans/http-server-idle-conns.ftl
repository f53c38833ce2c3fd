http-server-idle-conns-title = 有 { $n } 条服务端连接在等客户端

http-server-idle-conns-position = { $idle } 条在等下一个请求，{ $half } 条的请求头只收到一半，{ $handshakes } 条在做 TLS 握手；有 { $handlers } 个 handler 正在运行。
http-server-idle-conns-incoming = 这些是传入的连接：数量由客户端决定，与本程序自己的客户端代码无关。
http-server-idle-conns-half-header = 请求头只收到一半，说明客户端很慢，或者有人在做慢速请求头攻击。

http-server-idle-conns-or-client = 如果这些连接的客户端也是本程序（或者是你们自己的服务），就去查客户端：这里的每条空闲连接，另一端都在那边。

http-server-idle-conns-remedy = 用服务端超时限制空闲和过慢的客户端。
http-server-idle-conns-step-idle = 设置 IdleTimeout：没有请求的 keep-alive 连接到时就会关闭。
http-server-idle-conns-step-header = 设置 ReadHeaderTimeout：请求头发得太慢的客户端会被断开。
