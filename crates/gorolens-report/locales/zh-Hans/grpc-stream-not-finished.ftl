grpc-stream-not-finished-title = 有 { $n } 个 gRPC 流未结束且无人读取：多半被遗弃了
grpc-stream-not-finished-why = { $n } 个 goroutine 各守着一个客户端流，直到它出错、读完，或其 context 或连接结束。只调用 CloseSend 并不够。
grpc-stream-not-finished-or = 流仍在使用，读取者正忙于处理收到的内容。
grpc-stream-not-finished-remedy = 结束每个流：取消它的 context，或者一直 Recv 到返回错误。
grpc-stream-not-finished-step-cancel = 为每个流使用单独的 context，并 defer 它的 cancel。
grpc-stream-not-finished-step-drain = 如果需要剩余内容，就读到 io.EOF。
