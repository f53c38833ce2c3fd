# Sentences that the rules about libraries share.

libs-title-many = { $n } × { $type }: more than most programs need
libs-title-open = { $n } × { $type } open: some may be forgotten
libs-counted = { $n } goroutines are in { $func }: { $per ->
    [one] one runs for each { $type }.
   *[other] { $per } run for each { $type }.
}
libs-companions = With them { $n ->
    [one] belongs 1 more goroutine
   *[other] belong { $n } more goroutines
}: { $names }.
libs-made-by-one = One goroutine created all of them, one right after the other: a loop, maybe at the start and on purpose.
libs-made-by-one-over-time = One goroutine created all of them, and others in between: a loop that goes on.
libs-made-by-each = { $n } different goroutines created them, as good as one each: so do requests, jobs or messages, not a program's start.
libs-made-by-several = { $n } different goroutines created them.
libs-maker-lives = Most of those that created them still run, in { $places }.
libs-no-own-code = The calls that created them are not on these stacks: look for { $maker }.
libs-number-wanted = How many of them the program wants, the dump cannot know; nor that their number grows.
libs-step-end = Where a { $type } is really needed for a short time only, call its { $ended } on every path.
libs-grep = who makes a { $type }, and how often?
libs-use-inside = { $inside ->
    [0] Nobody is inside one of them at the moment.
    [one] 1 goroutine is inside one of them.
   *[other] { $inside } goroutines are inside one of them.
}
libs-use-no-own-code = The code that began them is not on these stacks: it has returned, or it is doing something else.
libs-use-grep = where they begin: does every path end them?
libs-wait-grep = the places to look at
libs-wait-holders = { $n ->
    [one] 1 goroutine has
   *[other] { $n } goroutines have
} to do with it.
libs-wait-holders-at = { $n ->
    [one] 1 goroutine has
   *[other] { $n } goroutines have
} to do with it, in { $places }.

report-objects-cache = { $n ->
    [one] 1 cache
   *[other] { $n } caches
}
report-objects-call = { $n ->
    [one] 1 call
   *[other] { $n } calls
}
report-objects-client = { $n ->
    [one] 1 client
   *[other] { $n } clients
}
report-objects-consumer = { $n ->
    [one] 1 consumer
   *[other] { $n } consumers
}
report-objects-informer = { $n ->
    [one] 1 informer
   *[other] { $n } informers
}
report-objects-job = { $n ->
    [one] 1 job
   *[other] { $n } jobs
}
report-objects-logger = { $n ->
    [one] 1 logger
   *[other] { $n } loggers
}
report-objects-loop = { $n ->
    [one] 1 loop
   *[other] { $n } loops
}
report-objects-object = { $n ->
    [one] 1 object
   *[other] { $n } objects
}
report-objects-pool = { $n ->
    [one] 1 pool
   *[other] { $n } pools
}
report-objects-provider = { $n ->
    [one] 1 provider
   *[other] { $n } providers
}
report-objects-result-set = { $n ->
    [one] 1 result set
   *[other] { $n } result sets
}
report-objects-scrape = { $n ->
    [one] 1 scrape
   *[other] { $n } scrapes
}
report-objects-sink = { $n ->
    [one] 1 sink
   *[other] { $n } sinks
}
report-objects-subscription = { $n ->
    [one] 1 subscription
   *[other] { $n } subscriptions
}
report-objects-transaction = { $n ->
    [one] 1 transaction
   *[other] { $n } transactions
}
report-objects-watch = { $n ->
    [one] 1 watch
   *[other] { $n } watches
}
report-objects-watcher = { $n ->
    [one] 1 watcher
   *[other] { $n } watchers
}
report-objects-handler = { $n ->
    [one] 1 handler
   *[other] { $n } handlers
}
report-objects-lease = { $n ->
    [one] 1 lease
   *[other] { $n } leases
}
report-objects-scheduler = { $n ->
    [one] 1 scheduler
   *[other] { $n } schedulers
}
