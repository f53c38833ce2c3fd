http-request-body-stall-title = 有 { $n } 个 HTTP 请求卡在发送途中

http-request-body-stall-socket = { $n } 个 writeLoop 停在 (*Request).write 之下的 socket 写：服务端不再读了。
http-request-body-stall-source = { $n } 个 writeLoop 停在读请求自己的 body：提供数据的一方（io.Pipe、文件等）停住了。
http-request-body-stall-wait = { $n ->
    [1] 已有
   *[other] 最久的已有
}约 { $oldest }没有动。
http-request-body-stall-young = { $n ->
    [1] 从转储看还不到 1 分钟
   *[other] 从转储看都还不到 1 分钟
}：可能只是正在上传。
http-request-body-stall-place = 发送方：{ $places }。

http-request-body-stall-or-upload = 慢速链路上的大文件上传：对比两份转储能看到它在动。

http-request-body-stall-remedy = 先给请求设截止时间，再去查服务端（或提供 body 的一方）。
http-request-body-stall-step-deadline = 用带超时的 context，或设 Client.Timeout。
http-request-body-stall-step-pipe = 如果 body 来自 io.Pipe，每条路径上都要用 CloseWithError 关闭写端。

http-request-body-stall-run-ss = Send-Q 积满，说明对端没有在读
