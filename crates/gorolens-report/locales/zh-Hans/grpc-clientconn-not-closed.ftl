grpc-clientconn-not-closed-title = { $n } 个 { $type }：多半是每次调用都建立 gRPC 连接而从不关闭
grpc-clientconn-not-closed-why = ClientConn 在 Close 之前会一直保持连接并自动重连。对同一目标的所有调用共用一个，每次调用是一个流。
grpc-clientconn-not-closed-or = 确有这么多目标，或是云 SDK 的客户端，它们各自持有一个 ClientConn 池。
grpc-clientconn-not-closed-remedy = 每个目标在启动时创建一个 ClientConn，然后共用。
grpc-clientconn-not-closed-step = 把 grpc.NewClient 或 grpc.Dial 移出每次调用都会执行的代码；基于 gRPC 的云 SDK 客户端同理。
