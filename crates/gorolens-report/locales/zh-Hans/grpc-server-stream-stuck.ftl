grpc-server-stream-stuck-title-write = 有 { $n } 个 gRPC 处理器在等待客户端读取
grpc-server-stream-stuck-title-read = 有 { $n } 个 gRPC 处理器在等待客户端发送
grpc-server-stream-stuck-why-write = { $n } 个 goroutine 停在 (*writeQuota).get：流的窗口已满，客户端读得太慢或根本不读。
grpc-server-stream-stuck-why-read = { $n } 个 goroutine 停在 (*recvBufferReader).Read：客户端保持流打开却不发送。
grpc-server-stream-stuck-or = 客户端有意保持流打开：那么有这么多处理器是正常的。
grpc-server-stream-stuck-remedy = 让服务器发现失效的客户端，并让流有尽头。
grpc-server-stream-stuck-step-keepalive = 设置 keepalive.ServerParameters；默认两小时后才探测。
grpc-server-stream-stuck-step-context = 在等待其他事情的处理器里，同时 select stream.Context().Done()。
