# How long they have waited.
shared-ages-young = { $n ->
    [one] It has not waited for a minute as far as the dump shows.
   *[other] None has waited for a minute as far as the dump shows.
}
shared-ages-one = { $n ->
    [one] It has waited for about { $oldest }.
   *[other] { $n } have waited for about { $oldest }.
}
shared-ages-together = { $n } began to wait at about the same time, about { $oldest } ago: one event, or one collection that saw them all.
shared-ages-spread = { $n } have waited for anything between { $youngest } and { $oldest }, evenly: they came one after another, not in one event.
shared-ages-mixed = { $n } have waited for between { $youngest } and { $oldest }.
shared-ages-newer = { $n ->
    [one] 1 more shows no minutes: it is younger, or no collection has seen it wait.
   *[other] { $n } more show no minutes: they are younger, or no collection has seen them wait.
}
shared-ages-rate = About { $n } an hour, if none of them has woken or ended since.
shared-ages-clock = Minutes count from the end of the collection before the one that first saw the wait; in a quiet process they are up to 3 too many.

# What they cost.
shared-cost-goroutines = { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
} with at least { $bytes } of stacks, and whatever their variables refer to.
shared-cost-descriptors = { $n ->
    [one] 1 file descriptor, which the peer keeps open, too.
   *[other] { $n } file descriptors, which the peers keep open, too.
}
shared-cost-threads = { $n ->
    [one] 1 thread of the operating system.
   *[other] { $n } threads of the operating system.
}
shared-cost-buffers = { $bytes } of read and write buffers.
shared-limit-descriptors = If more of them come, the limit of open files (ulimit -n) is reached first: then every dial and accept fails with "too many open files". Where it is raised to a million, memory comes first.
shared-limit-threads = If more of them come, the limit of 10,000 threads is reached first, and Go ends the program; limits of the container (pids) may be lower.
shared-limit-memory = If more of them come, memory runs out first: what they refer to usually weighs more than their stacks.

# What to capture next, and how to confirm the fix.
shared-debug2 = states, waits and addresses, which a profile does not have
shared-kubectl = the same from a pod, without a shell in it
shared-sigquit = without net/http/pprof: prints all goroutines to standard error and ends the process (in a pod: kubectl exec "$POD" -- kill -QUIT 1, then kubectl logs --previous "$POD")
shared-leak-profile = the runtime's own verdict: goroutines that nothing can wake (Go 1.27, or 1.26 built with GOEXPERIMENT=goroutineleakprofile)
shared-confirm-leak = one dump soon after the start and one under the same load for longer than the oldest wait here: with the fix, the count of these stacks stays level
shared-confirm-stuck = with the fix, a second dump under the same load shows none of these stacks with a wait of minutes
shared-confirm-descriptors = the number of open files stays level, too
shared-confirm-metric = In production: the metric go_goroutines (or runtime.NumGoroutine) returns to its old level when the load does.
