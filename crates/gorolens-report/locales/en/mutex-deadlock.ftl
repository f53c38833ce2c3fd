mutex-deadlock-title = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for a lock that nobody here could give back
mutex-deadlock-title-circle = Possible deadlock: { $n } goroutines wait for two locks in a circle
mutex-deadlock-circle = A goroutine that waits for the lock at { $b } has the owner of the lock at { $a } on its stack, and the other way round.
mutex-deadlock-no-holder = No other goroutine in the dump runs code of the lock's owner: either the same goroutine locks twice, or an Unlock was skipped.
mutex-deadlock-twice = Goroutine { $id } passes twice through the owner of the lock: { $outer } is still running and { $inner } asks for the lock. If the first holds it, the second never gets it.
mutex-deadlock-or-holder = The holder runs code outside the type that owns the lock, so it was not recognised.
mutex-deadlock-remedy = Take locks in one order everywhere, and never take one twice.
mutex-deadlock-step-order = Two locks: decide which comes first, and keep to it on every path.
mutex-deadlock-step-locked = One lock: split methods into one that locks and one that expects the lock to be held.
mutex-deadlock-step-defer = Unlock with defer, so that an early return does not keep the lock.
