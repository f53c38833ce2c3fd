http-body-not-closed-title-leaked = 有 { $n } 个 HTTP 响应一直没有关闭：每条路径上都要关闭 resp.Body
http-body-not-closed-title-open = 有 { $n } 个 HTTP 响应打开着却没人读：可能是忘了关闭 resp.Body

http-body-not-closed-position = { $n } 条连接停在 readLoop 自己的 select 里：响应已经交给调用方，net/http 在等 body 被读完或关闭。
http-body-not-closed-streams = 除去有调用方或有人在读 body 的，还有 { $n } 个 HTTP/2 stream 没有关闭。
http-body-not-closed-absence = 没有人在读{ $n ->
    [1] 它
   *[other] 它们
}：{ $readers ->
    [0] 转储里没有任何 goroutine 在读响应 body。
   *[other] 正在读响应 body 的 { $readers } 个 goroutine 属于别的连接。
}
http-body-not-closed-pairing = { $n } 条连接精确配对：readLoop 和 writeLoop 的 *persistConn 地址相同。
http-body-not-closed-wait = { $n ->
    [1] 已等待约 { $oldest }。
   *[other] 等得最久的已有约 { $oldest }。
}如果设了 Client.Timeout 或 context 超时，它早该结束了，可见这个请求没有设这么短的超时。
http-body-not-closed-blocking = 有 { $n } 个调用方停在 (*Transport).getConn 等连接，却没有任何拨号在进行：没关的 body 占满了有上限的连接池。
http-body-not-closed-holders = 有 { $n } 个 goroutine 正在做拷贝或解码：它们可能手里拿着其中某些 body，只是此刻停在别处。
http-body-not-closed-holders-at = 有 { $n } 个 goroutine 正在做拷贝或解码（{ $places }）：它们可能手里拿着其中某些 body，只是此刻停在别处。
http-body-not-closed-no-own-code = 拿到{ $n ->
    [1] 这个响应
   *[other] 这些响应
}的代码不在这些栈上。请检查：请求与 Close 之间有没有提前 return，有没有只看 resp.StatusCode 的代码，重试时有没有丢下前一个响应。

http-body-not-closed-or-slow-reader = 拿着 body、在两次 Read 之间忙别的事的代码，此刻同样不在 body 里。如果数量很多或时间很长，就不太可能是这种情况。
http-body-not-closed-or-proxy = 代理把响应拷给慢客户端时，会停在写操作上，而不是停在 body 里。

http-body-not-closed-remedy = 检查完 err 之后立刻关闭 resp.Body，每条路径都不能漏。
http-body-not-closed-step-defer = 把 defer resp.Body.Close() 紧跟在 err 检查之后，放在其他任何 return 之前。
http-body-not-closed-step-loop = 在循环或重试里，下一次尝试之前先关掉上一个响应：defer 要等函数结束才执行。
http-body-not-closed-step-drain = 如果想留住连接，就把剩下的少量 body 读完（io.Copy 到 io.Discard，要限长）。
http-body-not-closed-step-timeout = 设置 Client.Timeout 或 context 超时：忘了关的 body 也会随之结束。

http-body-not-closed-run-bodyclose = 能找出没关的 body 的 linter
http-body-not-closed-run-close-wait = 如果对端已经断开而 body 还没关，就更能支持这个结论
