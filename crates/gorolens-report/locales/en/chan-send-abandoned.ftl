chan-send-abandoned-title = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} to send on a channel that nobody receives from any more
chan-send-abandoned-title-held-up = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} to send on a channel that is not being emptied
chan-send-abandoned-position = { $n ->
    [one] 1 goroutine stands
   *[other] { $n } goroutines stand
} in chan send: the channel has no room and no receiver.
chan-send-abandoned-starter-gone = { $starters } started them and is on no other stack: it has returned, and with it most likely the receiver.
chan-send-abandoned-starter-lives = The function that started them is still running ({ $starters }), so a receiver may be alive and busy.
chan-send-abandoned-elsewhere = { $n ->
    [one] 1 goroutine of the same code, which may receive, waits
   *[other] { $n } goroutines of the same code, which may receive, wait
} for something that another finding names: that is the cause, and this the consequence.
chan-send-abandoned-others = { $n ->
    [0] No other goroutine of your own code is in the dump: nobody is left who could receive.
    [one] 1 other goroutine of your own code is in the dump that could be a receiver.
   *[other] { $n } other goroutines of your own code are in the dump; some of them could be receivers.
}
chan-send-abandoned-entangled = { $n ->
    [one] 1 other goroutine of the same package waits for a lock, a WaitGroup or a condition
   *[other] { $n } others of the same package wait for a lock, a WaitGroup or a condition
}: { $places }. If one of them is to receive, each waits for the other.
chan-send-abandoned-or-backpressure = The receiver is alive and slow. A second dump with other goroutine ids in the same place means progress, not a leak.
chan-send-abandoned-remedy = Let the sender always finish: room in the channel for its value, or a select that gives up with the context.
chan-send-abandoned-step-room = One result per call: make(chan T, 1). The sender finishes even when nobody waits any more.
chan-send-abandoned-step-select = A stream of values: select on the send and on ctx.Done(), and cancel when the consumer leaves.
chan-send-abandoned-step-semaphore = If the channel is a semaphore: give the slot back with defer, on every path.
chan-send-abandoned-step-close = Do not close the channel to free the senders: a send on a closed channel panics.
chan-send-abandoned-enclosing-gone = They run a function literal of { $starters }, which is on no other stack: most likely it started them and has returned. A profile does not name the starter.
