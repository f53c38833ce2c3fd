standstill-title = { $n ->
    [one] 1 goroutine of your own code waits
   *[other] { $n } goroutines of your own code wait
}, and nothing else of it runs
standstill-waits = { $thing ->
    [send] { $n ->
        [one] 1 waits to send on a channel
       *[other] { $n } wait to send on a channel
    }
    [receive] { $n ->
        [one] 1 waits to receive from a channel
       *[other] { $n } wait to receive from a channel
    }
    [select] { $n ->
        [one] 1 waits in a select for one of several channels
       *[other] { $n } wait in a select for one of several channels
    }
    [lock] { $n ->
        [one] 1 waits for a lock
       *[other] { $n } wait for a lock
    }
    [group] { $n ->
        [one] 1 waits for a WaitGroup
       *[other] { $n } wait for a WaitGroup
    }
    [pipe-write] { $n ->
        [one] 1 waits to write into an io.Pipe
       *[other] { $n } wait to write into an io.Pipe
    }
    [pipe-read] { $n ->
        [one] 1 waits to read from an io.Pipe
       *[other] { $n } wait to read from an io.Pipe
    }
   *[cond] { $n ->
        [one] 1 waits for a condition variable (sync.Cond)
       *[other] { $n } wait for a condition variable (sync.Cond)
    }
}: { $places }.
standstill-kind = { $kind ->
    [channel] Only channels are waited for: what is missing is a receiver for a send, or a send, a close or a cancel for the others.
    [lock] Only locks are waited for: one is locked twice, two are taken in different orders, or an Unlock is missing.
    [group] Only a WaitGroup is waited for: a Done is missing, or Add counts more than there are workers.
    [cond] Only a condition variable is waited for: the signal came before the wait, or never.
    [channel-lock] A lock and a channel are waited for: whoever waits at the channel may hold the lock that the other end needs.
    [channel-group] A WaitGroup and a channel are waited for: a worker that is stuck at the channel never calls Done.
    [pipe] Only pipes are waited for (io.Pipe): whoever had the other end has returned without closing it.
    [group-cond] A WaitGroup and a condition variable are waited for: a worker that nobody signals never calls Done.
    [channel-cond] A condition variable and a channel are waited for: whoever waits at the one may be who should serve the other.
   *[lock-other] A lock is waited for, and a WaitGroup or condition variable: whoever waits for the one may hold the other.
}
standstill-no-proof = Few goroutines prove no cause: this names where they wait and for what.
standstill-or-idle = They wait for work from outside: a request, a signal, a tick. Then nothing is wrong.
standstill-remedy = For each place named, find who should wake it, and why nobody does.
standstill-step-other-end = A channel: who sends, receives or closes at the other end, and can that code still be reached?
standstill-step-context = Let every wait end: a select with ctx.Done(), and a cancel on every path.
standstill-step-lock = A lock: no send, receive or Wait while it is held.
