# Sentences that several rules say.

shared-called-from = Called from { $places }.
shared-started-for = Started on behalf of { $places }, as the ancestors in this dump say (“originating from goroutine”).
shared-counted-by-frames = Counted by frames: this format shows no addresses, so numbers are approximate.
shared-list-peers = the remote addresses: few hosts or many?
shared-pile-not-growth = One dump shows a pile, not growth; a second one shows growth.
shared-second-dump = five minutes later: only growth between two dumps proves a leak
shared-waited = { $n ->
    [one] It has waited for about { $oldest }.
   *[other] The oldest has waited for about { $oldest }.
}
shared-whole-dump = the whole dump, not an excerpt
shared-young = { $n ->
    [one] It is younger than a minute as far as the dump shows.
   *[other] All are younger than a minute as far as the dump shows.
}
shared-drip = Their ids are far apart: they were started one by one over time{ $parents ->
    [0] {""}
    [one] , by 1 goroutine
   *[other] , by { $parents } different goroutines
}, not all at once.
shared-lock-queue = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for one lock.
shared-lock-queue-at = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for the lock at { $lock }.
shared-no-waits = A profile does not show for how long anybody waits, nor whether they are the same at every look.
shared-no-starter = A profile does not show who started them, so it does not show whether that function has returned.
