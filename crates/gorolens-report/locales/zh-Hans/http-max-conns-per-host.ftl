http-max-conns-per-host-title = 有 { $n } 个 HTTP 请求在等空闲连接：已达到 MaxConnsPerHost 上限

http-max-conns-per-host-position = { $n } 个调用方停在 (*Transport).getConn。
http-max-conns-per-host-dials = { $dials ->
    [0] 没有任何拨号在进行：等的不是网络。
   *[other] { $n } 个调用方在等，正在进行的拨号却只有 { $dials } 个。
}
http-max-conns-per-host-held-open = { $n } 条连接被没人读、也没人关的响应 body 占着。
http-max-conns-per-host-held-reading = { $n } 条连接上正在读响应 body。
http-max-conns-per-host-held-waiting = { $n } 条连接上的请求还在等响应头。
http-max-conns-per-host-held-sending = { $n } 条连接上正在发送请求。
http-max-conns-per-host-held-unknown = 占着名额的连接不在这段文本里。
http-max-conns-per-host-symptom = 排队的调用方只是症状；占着连接不放的才是原因。

http-max-conns-per-host-or-dial = 那样的话，每个等待的调用方都会对应一个拨号 goroutine。
http-max-conns-per-host-or-burst = 几秒内就会消化掉的突发流量，某一瞬间看起来也是这样。

http-max-conns-per-host-remedy = 先把连接腾出来：关闭 body，给慢请求设上限；然后再调整 MaxConnsPerHost。
http-max-conns-per-host-step-bodies = 如果有没关的 body，就关掉它们：见 http-body-not-closed。
http-max-conns-per-host-step-deadline = 如果请求卡在等响应头，就给它们设截止时间。
http-max-conns-per-host-step-size = 把 MaxConnsPerHost 设成真正需要的并发数，或保持 0（不限制）。
