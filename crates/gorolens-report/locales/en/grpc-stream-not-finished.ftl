grpc-stream-not-finished-title = { $n ->
    [one] 1 gRPC stream is
   *[other] { $n } gRPC streams are
} open and nobody reads: most likely abandoned
grpc-stream-not-finished-why = { $n ->
    [one] 1 goroutine watches
   *[other] { $n } goroutines watch
} over a client stream each, until it fails, is read to its end, or its context or connection ends. CloseSend alone is not enough.
grpc-stream-not-finished-or = Streams in use, whose readers are busy with what they received.
grpc-stream-not-finished-remedy = End every stream: cancel its context, or call Recv until it returns an error.
grpc-stream-not-finished-step-cancel = Give each stream a context of its own and defer its cancel.
grpc-stream-not-finished-step-drain = If the rest matters, read until io.EOF.
