tls-handshake-stuck-title = 有 { $n } 个 TLS 握手，对端没有继续

tls-handshake-stuck-position = TCP 已连上；作为客户端的有 { $clients } 个、作为服务端的有 { $servers } 个，在等握手的下一条消息。
tls-handshake-stuck-no-limit = HTTPS 服务端的 ReadHeaderTimeout、ReadTimeout、WriteTimeout 都没有起作用：握手时间以其中最小的为限。

tls-handshake-stuck-or-read = 如果是握手之后的读，调用栈上不会有 clientHandshake 或 serverHandshake。

tls-handshake-stuck-remedy = 给每次握手设期限。
tls-handshake-stuck-step-context = 作为客户端：用 tls.Dialer 的 DialContext 或 HandshakeContext，期限十秒左右。
tls-handshake-stuck-step-server = 作为服务端：握手前给连接设期限；net/http 设 ReadHeaderTimeout。
tls-handshake-stuck-step-library = 在库里用它自己的选项，例如 websocket.Dialer 的 HandshakeTimeout。

tls-handshake-stuck-run-ss = 谁连上来却不说话
