grpc-clientconn-not-closed-title = { $n } × { $type }: a gRPC connection is most likely made per call and never closed
grpc-clientconn-not-closed-why = A ClientConn keeps its connections, and reconnects, until Close. All calls to one target share one, each as a stream.
grpc-clientconn-not-closed-or = So many targets, or clients of a cloud SDK, which keep a pool of ClientConns each.
grpc-clientconn-not-closed-remedy = Create one ClientConn per target, at the start, and share it.
grpc-clientconn-not-closed-step = Move grpc.NewClient or grpc.Dial out of the code that runs per call; the same holds for clients of cloud SDKs built on gRPC.
