exec-wait-inherited-pipe-title = { $n ->
    [one] 1 caller of (*Cmd).Wait waits
   *[other] { $n } callers of (*Cmd).Wait wait
} for the output of { $n ->
    [one] a child that has
   *[other] children that have
} ended
exec-wait-inherited-pipe-position = { $n ->
    [one] It receives
   *[other] They receive
} from the goroutines that copy the output; Wait does so only after the child has ended.
exec-wait-inherited-pipe-copiers = { $n ->
    [0] No goroutine that copies output is in the dump.
    [one] 1 goroutine still reads a pipe: some process holds its other end.
   *[other] { $n } goroutines still read pipes: some processes hold their other ends.
}
exec-wait-inherited-pipe-or-running = While the child runs, Wait is in a system call and not in a channel.
exec-wait-inherited-pipe-remedy = Bound the wait for the output, or do not let background processes inherit it.
exec-wait-inherited-pipe-step-delay = Set Cmd.WaitDelay (Go 1.20): Wait closes the pipes that long after the child has ended.
exec-wait-inherited-pipe-step-redirect = Redirect the output of what the child leaves in the background: >/dev/null 2>&1.
exec-wait-inherited-pipe-step-file = With an *os.File as Stdout there is no pipe and nothing to wait for.
exec-wait-inherited-pipe-who = which processes share a pipe
