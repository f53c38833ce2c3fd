http-tls-handshake-stall-title = 有 { $n } 个 TLS 握手没有得到对端应答

http-tls-handshake-stall-position = { $n ->
    [1] TCP 已连上
   *[other] TCP 都已连上
}；握手 goroutine 停在 crypto/tls.(*Conn).clientHandshake，等服务端的第一条消息；拨号 goroutine 在 addTLS 里等它，调用方在 getConn 里等。
http-tls-handshake-stall-wait = { $n ->
    [1] 已等待
   *[other] 等得最久的已有
}约 { $oldest }：说明没有设 TLSHandshakeTimeout（http.DefaultTransport 是 10 秒）。

http-tls-handshake-stall-or-dial = 已排除：{ $n ->
    [1] 它
   *[other] 它们
}已经过了 connect 阶段。

http-tls-handshake-stall-remedy = 设置 TLSHandshakeTimeout，并确认对端在这个端口上提供 TLS。
http-tls-handshake-stall-step-clone = 用 http.DefaultTransport.Clone() 作为起点：它给握手留 10 秒。
http-tls-handshake-stall-step-check = 检查对端：是不是明文端口，代理是否过载，防火墙是否丢包。

http-tls-handshake-stall-run-openssl = 对端提供 TLS 吗？
