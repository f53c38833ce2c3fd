mutex-holder-blocked-title = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for a lock that { $holder } may hold while it waits itself
mutex-holder-blocked-candidate = { $known ->
    [no] One
   *[yes] Goroutine { $id }
} ({ $state }) in { $place } { $proof ->
    [address] has the owner of the lock on its stack, by address: the likely holder.
    [line] is in the function that asks for the lock, behind the line that does: the likely holder.
    [type] runs a method of the type that owns the lock: a candidate for the holder, by type only.
   *[package] runs code of the package that asks for the lock, and waits for something else: it may hold the lock, or only be near it.
}{ $others ->
    [0] {""}
    [one] {" "}There is 1 other candidate.
   *[other] {" "}There are { $others } other candidates.
}
mutex-holder-blocked-writer = { $writers ->
    [one] 1 writer waits
   *[other] { $writers } writers wait
} for a reader to leave, and { $readers ->
    [one] 1 reader waits
   *[other] { $readers } readers wait
} behind: a waiting writer stops new readers.
mutex-holder-blocked-not-shown = A dump does not show who holds a lock; addresses and types only suggest it.
mutex-holder-blocked-or-contention = A busy lock in a program that moves: waits below a minute, other goroutine ids in a second dump.
mutex-holder-blocked-or-deadlock = The holder waits, through others, for one of those who wait for it.
mutex-holder-blocked-remedy = Do not wait for anything while holding the lock.
mutex-holder-blocked-step-outside = Copy what is needed under the lock, unlock, then do the slow call.
mutex-holder-blocked-step-deadline = Give the slow call a deadline.
