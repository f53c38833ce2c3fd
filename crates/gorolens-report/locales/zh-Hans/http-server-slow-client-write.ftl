http-server-slow-client-write-title = 有 { $n } 个 HTTP handler 卡在写响应：客户端没有在读

http-server-slow-client-write-position = { $n ->
    [1] 它
   *[other] 它们
}停在向客户端写数据（waitWrite）：连接的缓冲区已满。

http-server-slow-client-write-or-slow-line = 慢线路上的大文件下载：那样每次写都只等一小会儿。

http-server-slow-client-write-remedy = 限制客户端读取响应的时间。
http-server-slow-client-write-step-server = 设置 Server.WriteTimeout；它涵盖整个响应。
http-server-slow-client-write-step-each = 响应很长或是流式的，用 http.ResponseController 在每次写之前设期限。

http-server-slow-client-write-run-ss = 哪些连接的 Send-Q 里有数据：这些客户端没有在读
