unbounded-spawn-title = { $n } goroutines started by { $creator } are ready to run: more than the processors can work on
unbounded-spawn-count = { $n } of { $total } goroutines are runnable or running and have one creator.
unbounded-spawn-no-leak = They wait for nothing but a processor: this is load, not a leak.
unbounded-spawn-or-burst = A short burst looks the same and is gone in the next dump.
unbounded-spawn-remedy = Limit how many work at a time.
unbounded-spawn-step-limit = A fixed number of workers with a queue, a semaphore, or errgroup's SetLimit: a few for each processor if they compute, more if they wait.
unbounded-spawn-step-refuse = Where requests start them: refuse or delay what is too much instead of starting it.
unbounded-spawn-cpu = what they compute
