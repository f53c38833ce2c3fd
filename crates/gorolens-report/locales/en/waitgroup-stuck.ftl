waitgroup-stuck-title = { $n } goroutines wait in WaitGroup.Wait
waitgroup-stuck-workers = { $n ->
    [0] No goroutine started by the function that waits is left: its workers have ended, and Done was not called for each.
    [one] 1 goroutine that it may have started is still there: it is the one being waited for.
   *[other] { $n } goroutines that it may have started are still there: they are being waited for.
}
waitgroup-stuck-workers-at = The workers stand in { $places }: why they do not end is the real question.
waitgroup-stuck-again = { $n ->
    [one] 1 goroutine has
   *[other] { $n } goroutines have
} { $func } on the stack twice, and wait in the inner call: if that one asks for what the outer one is to deliver, it waits for itself, and all others wait for it.
waitgroup-stuck-or-elsewhere = The workers were started by another function and are alive: then this is a wait like any other.
waitgroup-stuck-remedy = Call Done on every path, first thing, with defer; or free the workers.
waitgroup-stuck-step-defer = Write defer wg.Done() as the first statement of the worker (since Go 1.25: wg.Go).
waitgroup-stuck-step-workers = If workers are still there, look at what they wait for. Do not add a Done: a negative counter panics.
