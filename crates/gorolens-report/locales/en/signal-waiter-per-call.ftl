signal-waiter-per-call-title = { $n } goroutines wait for a signal of the operating system
signal-waiter-per-call-position = Their functions are named for signals, and package os/signal is in use. A signal comes once in the life of a process: one waiter would do, not { $n }.
signal-waiter-per-call-or-other = The name may mislead: if they wait for something else, nobody sends it or closes the channel.
signal-waiter-per-call-remedy = Register for signals once, in main, and pass the context on.
signal-waiter-per-call-step-once = signal.NotifyContext in main; every request's context is derived from it.
signal-waiter-per-call-step-stop = Where a call must register itself: signal.Stop (or the returned stop) with defer, and a select on the call's own end.
