http2-conn-per-client-title-leaked = 泄漏了 { $n } 条 HTTP/2 客户端连接：很可能每个请求都新建了一个 http.Transport
http2-conn-per-client-title-idle = 有 { $n } 条 HTTP/2 客户端连接空闲：很可能每个请求都新建了一个 http.Transport

http2-conn-per-client-position = { $n } 条 HTTP/2 连接停在 readLoop，上面没有请求；整份转储里有 { $streams } 个打开的 stream。
http2-conn-per-client-count = 一个 Transport 对每个主机只需要一条 HTTP/2 连接：{ $n } 条连接意味着有 { $n } 个主机，或者 { $n } 个 Transport。
http2-conn-per-client-wait-young = { $n ->
    [1] 已静默
   *[other] 最久的已静默
}约 { $oldest }：光看时长还说明不了问题。
http2-conn-per-client-wait-old = { $n ->
    [1] 已静默约 { $oldest }，
   *[other] 最久的已静默约 { $oldest }；{ $young ->
        [0] 全部
       *[other] { $n } 条中有 { $old } 条
    }
}超过了 90 秒，而 http.DefaultTransport 及其 Clone 到 90 秒就会关闭空闲连接。
http2-conn-per-client-no-own-code = 这些栈上没有你自己的代码：goroutine 由 net/http 启动，发请求的代码已经返回。
http2-conn-per-client-caveat = 转储里没有远端地址；单份转储也证明不了增长。

http2-conn-per-client-or-many-hosts = 一个 Transport 访问同样多的 HTTP/2 主机也会如此。如果 ss 或 lsof 列出的主机很少，那就是每个请求都新建了 Transport。

http2-conn-per-client-step-move = 找到每次调用都会创建 http.Transport、http2.Transport 或第三方客户端的地方，把它移到包级变量。
http2-conn-per-client-step-one = 之后每个主机只用一条连接承载所有请求。
