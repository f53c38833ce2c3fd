rwmutex-deadlock-title = { $n } goroutines wait for an RWMutex: whoever has the read lock probably waits for one of them
rwmutex-deadlock-recursion = { $known ->
    [no] A goroutine
   *[yes] Goroutine { $id }
} asks for a read lock in { $inner } while { $outer } further up its stack probably has it already. A writer came in between, and new readers wait behind a writer.
rwmutex-deadlock-upgrade = { $known ->
    [no] A goroutine
   *[yes] Goroutine { $id }
} asks for the write lock in { $inner }, called by { $outer }, past the place where others ask there for the read lock. If it has not given that back, it waits for itself.
rwmutex-deadlock-triple = { $known ->
    [no] A goroutine is inside the owner of the lock and waits for a channel or a group; another one, which the owner has started, waits to read.
   *[yes] Goroutine { $holder } is inside the owner of the lock and waits for a channel or a group; goroutine { $reader }, which the owner has started, waits to read.
} If the first has the read lock and waits for the second, neither can go on, because a writer waits in between.
rwmutex-deadlock-writers = { $writers ->
    [one] 1 writer
   *[other] { $writers } writers
} and { $readers ->
    [one] 1 reader
   *[other] { $readers } readers
} wait.
rwmutex-deadlock-or-slow = If the first reader is only slow, and does not wait for any of the others, everything goes on when it is done.
rwmutex-deadlock-remedy = Take the read lock once, and wait for nobody under it who needs it, too.
rwmutex-deadlock-step-locked = Split the methods: exported ones lock, the ones they call expect the lock to be held.
rwmutex-deadlock-step-wait = Do not wait for another goroutine under the lock: copy what it needs, unlock, then wait.
rwmutex-deadlock-step-mutex = A plain Mutex is no way out: then the recursion always blocks, not only with a writer.
rwmutex-deadlock-step-upgrade = A read lock cannot become a write lock: give it back, take the write lock, and check again what you have read.
