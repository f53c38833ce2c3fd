io-pipe-stuck-title-write = { $n ->
    [one] 1 goroutine writes
   *[other] { $n } goroutines write
} to an io.Pipe that nobody reads
io-pipe-stuck-title-read = { $n ->
    [one] 1 goroutine reads
   *[other] { $n } goroutines read
} from an io.Pipe that nobody writes to
io-pipe-stuck-ends = { $writers ->
    [one] 1 goroutine waits
   *[other] { $writers } goroutines wait
} in a write to a pipe, { $readers } in a read from one. A pipe has no buffer: each write waits for the other end.
io-pipe-stuck-or-copy = A copy in progress, caught between two writes; it moves from dump to dump.
io-pipe-stuck-remedy = Whoever stops using one end of the pipe closes it.
io-pipe-stuck-step-reader = Close the reader (CloseWithError) when the consumer fails or returns early: that frees the writer.
io-pipe-stuck-step-writer = Close the writer with the error on every path: that frees the reader.
