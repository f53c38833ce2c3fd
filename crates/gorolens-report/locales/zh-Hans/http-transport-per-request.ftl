http-transport-per-request-built = { $certainty ->
    [high] 每个请求都新建了一个 http.Transport
    [medium] 很可能每个请求都新建了一个 http.Transport
   *[low] 可能每个请求都新建了一个 http.Transport
}
http-transport-per-request-title-leaked = 泄漏了 { $n } 条 HTTP 客户端连接：{ http-transport-per-request-built }
http-transport-per-request-title-idle = 有 { $n } 条 HTTP 客户端连接空闲：{ http-transport-per-request-built }
http-transport-per-request-title-in-flight = 有 { $n } 个进行中的请求各用各的 Transport：{ http-transport-per-request-built }

http-transport-per-request-position = { $n } 条客户端连接处于空闲：readLoop 停在 bufio.(*Reader).Peek，等一个没人请求过的响应；writeLoop 停在 select，等一个没人会发的请求。
http-transport-per-request-pairing = { $paired } 条连接精确配对：readLoop 和 writeLoop 的 *persistConn 地址相同。{ $rest ->
    [0] {""}
   *[other] 另有 { $rest } 条在文本里找不到另一半。
}
http-transport-per-request-wait-young = { $n ->
    [1] 已空闲
   *[other] 最久的已空闲
}约 { $oldest }。头部的分钟数最多可能多算三分钟，所以不能肯定已超过 http.DefaultTransport 的 90 秒。
http-transport-per-request-wait-old = { $n ->
    [1] 已空闲约 { $oldest }。
   *[other] { $spread ->
        [0] 都已空闲约 { $oldest }。
       *[other] 最久的已空闲约 { $oldest }，有一半不短于 { $median }。
    }
}http.DefaultTransport 及其 Clone 会在空闲 90 秒后关闭连接，所以{ $young ->
    [0] { $n ->
        [1] 这条连接
       *[other] 这些连接
    }
   *[other] 其中 { $old } 条
}所属的 Transport 没有设 IdleConnTimeout，例如直接写的 &http.Transport{"{}"}。（头部的分钟数最多可能多算三分钟。）
http-transport-per-request-caught = 同一条调用路径上有 { $n } 个请求正在进行，却出现了 { $transports } 个不同的 *Transport 地址：每个请求各有一个 Transport。
http-transport-per-request-caught-place = 请求由 { $places } 发出：到那里去找 Transport 是怎么建的。
http-transport-per-request-no-request = 没有 goroutine 停在 (*persistConn).roundTrip，也没有 goroutine 在读响应 body：占住{ $n ->
    [1] 这条连接
   *[other] 这些连接
}的既不是慢服务端，也不是没关的 body。
http-transport-per-request-others = 没有任何 roundTrip 或读 body 的 goroutine 带有{ $n ->
    [1] 这条连接
   *[other] 这些连接
}的地址（另有 { $others } 条连接处于其他状态，单独统计）。
http-transport-per-request-pool = 默认设置下，一个 Transport 对每个主机最多保留 2 条空闲连接：要攒出 { $n } 条，至少得有 { $hosts } 个主机，或者调大了 MaxIdleConnsPerHost，或者有很多个 Transport。
http-transport-per-request-pool-and-users = { http-transport-per-request-pool }而这份转储里可能用到它们的 goroutine 只有 { $users } 个。
http-transport-per-request-no-own-code = 这些栈上没有你自己的代码：两个 goroutine 都由 net/http 启动，发请求的代码早已返回。“created by … in goroutine N” 指的是当时负责拨号的临时 goroutine，不是元凶。
http-transport-per-request-excerpt = 这只是节选：既没有 main goroutine，也没有写出转储的那个 goroutine，所以各项计数都只是下限。单份转储证明不了增长。
http-transport-per-request-warm-pool = 一个共享的、刚用过的连接池看起来也完全一样。单份转储证明不了增长。

http-transport-per-request-or-many-hosts = 一个没设 IdleConnTimeout 的 Transport 访问大量主机，也会留下同样的 goroutine。转储里没有远端地址：如果 ss 或 lsof 列出的主机很少，那就是每个请求都新建了 Transport。
http-transport-per-request-or-many-hosts-shared = { http-transport-per-request-or-many-hosts }目前进行中的请求确实共用一个 Transport，这支持前一种解释。
http-transport-per-request-or-tenants = 如果给每个租户或上游各配一个长期存活的 Client，也会看到很多 Transport：只要数量固定就没问题。
http-transport-per-request-or-raised-limit = 一个共享的 Transport，如果调大了 MaxIdleConnsPerHost 又没设 IdleConnTimeout，同样会一直保留空闲连接，但不会超过这个上限。
http-transport-per-request-or-warm-pool = 突发流量过后，一个共享 Transport 的连接池也是这样：停止压力两分钟后再抓一份转储，它们就不见了。

http-transport-per-request-remedy = http.Transport（连同 http.Client）只创建一次，所有请求都复用它。
http-transport-per-request-step-find = 找到创建 http.Transport 的地方，或者内部会创建它的第三方客户端：常见于 handler、循环，或每个请求都会调用一次的构造函数。
http-transport-per-request-step-move = 把它移到包级变量，或与进程同寿命的结构体字段里。Client 和 Transport 都可以并发使用。
http-transport-per-request-step-clone = 用 http.DefaultTransport.(*http.Transport).Clone() 作为起点：它保留了 90 秒的空闲上限，以及拨号和 TLS 握手的超时。
http-transport-per-request-step-tenants = 如果各租户的设置不同，就用 map 给每个租户保留一个长期存活的 Client。
http-transport-per-request-step-close = 如果非用一次性的 Transport 不可，就 defer transport.CloseIdleConnections()。

http-transport-per-request-run-grep = 谁在创建 Transport，多久创建一次？
http-transport-per-request-run-ancestors = 然后再抓一次：[originating from goroutine N] 会指出发请求的代码
