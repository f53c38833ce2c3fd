http-body-slow-reader-title = 有 { $n } 个 HTTP 响应 body 正在被读取

http-body-slow-reader-position = { $n ->
    [1] 有 goroutine 停在这个 body 里
   *[other] 每个 body 里都有一个 goroutine
}，等服务端发来后续数据：body 正在使用，既没有泄漏，也没有被遗忘。
http-body-slow-reader-wait = { $n ->
    [1] 已有
   *[other] 最久的已有
}约 { $oldest }没收到数据：可能是本来就安静的流，也可能是服务端不再发送了。
http-body-slow-reader-place = 读取方：{ $places }。

http-body-slow-reader-or-not-closed = { $n ->
    [1] 已排除：这个 body 里有人在读。
   *[other] 已排除：每个 body 里都有人在读。
}

http-body-slow-reader-remedy = 如果是下载，就设截止时间；如果是流，就监控它多久没有数据。
http-body-slow-reader-step-downloads = 下载：给请求带上有超时的 context，它也会限制读 body 的时间。
http-body-slow-reader-step-streams = 流：不要设总超时，但太久没有数据就主动断开。
