runtime-leaked-title = { $n ->
    [one] 1 goroutine is unreachable: the runtime itself has marked it as leaked
   *[other] { $n } goroutines are unreachable: the runtime itself has marked them as leaked
}
runtime-leaked-mark = { $n ->
    [one] 1 goroutine is marked (leaked), or listed
   *[other] { $n } goroutines are marked (leaked), or listed
} by a goroutineleak profile: it found that nothing running can reach what they wait for.
runtime-leaked-places = They wait in { $places }.
runtime-leaked-blind = That profile sees channels and locks only. Leaked connections and other network waits are never marked, so the absence of a mark proves nothing.
runtime-leaked-remedy = Give each of these goroutines a way to end.
runtime-leaked-step-send = A blocked send: room in the channel for the value, or a select with ctx.Done().
runtime-leaked-step-receive = A blocked receive: close the channel when the last value is sent, or cancel a context.
