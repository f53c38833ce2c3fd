dns-lookup-stuck-title = { $n ->
    [one] 1 name lookup waits
   *[other] { $n } name lookups wait
} for the resolver

dns-lookup-stuck-position = { $callers ->
    [0] No caller waits
    [one] 1 caller waits
   *[other] { $callers } callers wait
} for the addresses of a name; { $workers ->
    [0] no goroutine
    [one] 1 goroutine
   *[other] { $workers } goroutines
} of package net { $workers ->
    [one] is
   *[other] are
} asking for them.
dns-lookup-stuck-threads = { $n ->
    [one] 1 more waits
   *[other] { $n } more wait
} for a thread: the C library takes one for each lookup, and 500 are in use.

dns-lookup-stuck-or-burst = A burst of new names: they pass within a second.

dns-lookup-stuck-remedy = Make the name server answer, and bound how long a lookup may take.
dns-lookup-stuck-step-server = Check the servers of resolv.conf; a silent one costs 5 s for each attempt, and search domains multiply the attempts.
dns-lookup-stuck-step-context = Look up and dial with a context that has a deadline.
dns-lookup-stuck-step-fewer = Look names up less often: keep connections, cache answers, end names with a dot to skip the search domains.

dns-lookup-stuck-run-resolv = the name servers, their timeout and the search domains
