iter-pull-not-stopped-title = { $n } generators of iter.Pull are suspended: perhaps never stopped
iter-pull-not-stopped-position = { $n } goroutines are in the state coroutine: the generator waits to be asked for its next value.
iter-pull-not-stopped-places = The sequences: { $places }.
iter-pull-not-stopped-or-use = Iterations in progress look the same, one generator each.
iter-pull-not-stopped-remedy = Call stop on every path: defer stop() right after iter.Pull.
iter-pull-not-stopped-step-defer = A generator that has not been drained ends only with stop.
