grpc-server-stream-stuck-title-write = { $n ->
    [one] 1 gRPC handler waits for its client
   *[other] { $n } gRPC handlers wait for their clients
} to read
grpc-server-stream-stuck-title-read = { $n ->
    [one] 1 gRPC handler waits for its client
   *[other] { $n } gRPC handlers wait for their clients
} to send
grpc-server-stream-stuck-why-write = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} in (*writeQuota).get: the window of the stream is full, the client reads too slowly or not at all.
grpc-server-stream-stuck-why-read = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} in (*recvBufferReader).Read: the client keeps the stream open and sends nothing.
grpc-server-stream-stuck-or = Clients that hold streams open on purpose: as many handlers are normal then.
grpc-server-stream-stuck-remedy = Let the server notice dead clients, and let streams have an end.
grpc-server-stream-stuck-step-keepalive = Set keepalive.ServerParameters; the default pings after two hours.
grpc-server-stream-stuck-step-context = In handlers that wait for something else, also select on stream.Context().Done().
