errgroup-limit-deadlock-title = { $n ->
    [one] 1 task of an errgroup waits
   *[other] { $n } tasks of an errgroup wait
} for a slot of the same group
errgroup-limit-deadlock-position = { $n ->
    [one] It runs
   *[other] They run
} below (*Group).Go.func1 and { $n ->
    [one] waits
   *[other] wait
} in (*Group).Go: each has a slot and asks for another one.
errgroup-limit-deadlock-others = { $n ->
    [0] No other task of a group is at work: nobody will free a slot.
    [one] 1 other task is at work and may free a slot.
   *[other] { $n } other tasks are at work and may free a slot.
}
errgroup-limit-deadlock-or-producer = A producer outside of the group that waits for a slot is how a limit works. Here the ones who wait are tasks themselves.
errgroup-limit-deadlock-remedy = Do not call Go on a limited group from inside one of its tasks.
errgroup-limit-deadlock-step-own = Give the children a group of their own, or collect the work first and let one producer call Go.
errgroup-limit-deadlock-step-try = Or use TryGo, and do the work in place when there is no slot.
