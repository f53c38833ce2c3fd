runnable-crowd-title = { $n ->
    [one] 1 goroutine computes
   *[other] { $n } goroutines compute
} at once

runnable-crowd-share = { $n ->
    [one] 1 goroutine is
   *[other] { $n } goroutines are
} ready to run and { $n ->
    [one] waits
   *[other] wait
} for nothing but a processor: { $percent } % of the dump.
runnable-crowd-spread = They stand at { $stacks ->
    [one] 1 point
   *[other] { $stacks } different points
} of the same computation, as goroutines at work do; those that were only woken at once all stand at one line.

runnable-crowd-or-burst = A machine with as many processors, or a burst that is over in milliseconds: a second dump and the load of the processors tell.

runnable-crowd-remedy = Bound how many compute at once: more than the processors only makes each of them slower.
runnable-crowd-step-bound = Take a slot of a channel with room for GOMAXPROCS before the work, and give it back with defer.
runnable-crowd-step-shed = Turn requests away while no slot is free (503 with Retry-After), or queue a bounded number of them.
runnable-crowd-profile = what the processors compute: the first lines should name the same functions
