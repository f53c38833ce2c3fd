file-lock-fifo-title = { $n ->
    [one] 1 goroutine has
   *[other] { $n } goroutines have
} waited for a file lock for minutes
file-lock-fifo-position = { $n ->
    [one] It is
   *[other] They are
} in flock or fcntl, a system call: somebody else has the lock, in this process or another one.
file-lock-fifo-or-mount = On a network file system the lock may be free and the server silent.
file-lock-fifo-remedy = Ask for the lock without waiting, and give up with the context.
file-lock-fifo-step-nonblocking = Use LOCK_NB in a loop with a pause that ends with ctx.Done().
file-lock-fifo-step-holder = Find who keeps the lock, and why for so long: an early return without unlock, a process that hangs.
file-lock-fifo-locks = who holds which file lock (process ids and inodes)
