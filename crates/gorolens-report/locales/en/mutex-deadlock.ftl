mutex-deadlock-title = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for a lock that nobody here could give back
mutex-deadlock-title-circle = Possible deadlock: { $n } goroutines wait for locks in a circle
mutex-deadlock-title-each = { $n ->
    [one] 1 goroutine waits for a lock
   *[other] { $n } goroutines wait for a lock each
} that nobody here could give back
mutex-deadlock-each = They wait for { $n } different locks of one owner, one goroutine for each: as often as that, the one that waits has most likely locked its own before.
mutex-deadlock-circle = The locks at { $locks }: each is asked for by a goroutine that has, by address, the owner of the next one on its stack.
mutex-deadlock-same-type = The locks at { $locks } belong to objects of one type, and each is asked for from inside a method of that type: two such objects locked in a different order would look like this.
mutex-deadlock-crosswise = Nothing of your code runs, and the locks at { $locks } are waited for: each of the goroutines may hold the lock that the other one asks for, taken in a different order.
mutex-deadlock-no-holder = No goroutine outside the queue runs code of the lock's owner: either the same goroutine locks twice, or an Unlock was skipped.
mutex-deadlock-twice = Goroutine { $id } passes twice through the owner of the lock: { $outer } is still running and { $inner } asks for the lock. If the first holds it, the second never gets it.
mutex-deadlock-twice-by-type = A goroutine passes twice through the type that owns the lock: { $outer } is still running and { $inner } asks for the lock. If both are of one object and the first holds its lock, the second never gets it.
mutex-deadlock-or-holder = The holder runs code outside the type that owns the lock, so it was not recognised.
mutex-deadlock-remedy = Take locks in one order everywhere, and never take one twice.
mutex-deadlock-step-order = Two locks: decide which comes first, and keep to it on every path.
mutex-deadlock-step-locked = One lock: split methods into one that locks and one that expects the lock to be held.
mutex-deadlock-step-defer = Unlock with defer, so that an early return does not keep the lock.
