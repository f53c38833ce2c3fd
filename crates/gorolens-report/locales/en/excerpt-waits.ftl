excerpt-waits-title = { $n ->
    [one] 1 goroutine of this part of a dump waits
   *[other] { $n } goroutines of this part of a dump wait
}; who could free { $n ->
    [one] it
   *[other] them
} may be in the rest
excerpt-waits-part = This is a part of a dump: who holds the lock, has not called Done yet, or is at the other end of the channel, may be in the rest.
excerpt-waits-remedy = Look for who could free them in the whole dump.
excerpt-waits-step-lock = A lock: which goroutine is inside of a method of the same object, and does not wait for this lock?
excerpt-waits-step-group = A WaitGroup: where are the workers that were started before the Wait, and what do they wait for?
excerpt-waits-step-channel = A channel: is whoever should send, receive or close still there?
excerpt-waits-whole = the whole dump: with it the holder of a lock can be told by its address
