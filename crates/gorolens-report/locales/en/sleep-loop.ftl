sleep-loop-title = { $n } goroutines sleep in one function: perhaps a poller or a retry for each request
sleep-loop-or-throttled = A fixed number of pollers, or work that is slowed down on purpose, looks the same; then their number stays the same.
sleep-loop-remedy = Let the pause end with the context, and the loop after some tries.
sleep-loop-step-select = Replace time.Sleep with a select on a timer and on ctx.Done().
sleep-loop-step-limit = Give up after a number of tries or a deadline, with a growing pause between them.
