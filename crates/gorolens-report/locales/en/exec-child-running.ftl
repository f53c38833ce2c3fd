exec-child-running-title = { $n } child processes are running, and their callers wait
exec-child-running-position = { $n } goroutines are in (*Process).wait, in a system call: each child is still there.
exec-child-running-zombies = Children that nobody waits for leave no goroutine: zombies do not show here.
exec-child-running-or-meant = Helpers that are meant to run for long look the same; then their number stays the same.
exec-child-running-remedy = If they ought to have ended: give each a deadline.
exec-child-running-step-context = Use exec.CommandContext with a context that ends.
exec-child-running-step-group = Let the child lead a process group (SysProcAttr.Setpgid) and end the group in Cmd.Cancel, so that its own children go, too.
exec-child-running-ps = which children, for how long, and what they wait for
