chan-recv-never-closed-title = { $n } goroutines wait in one loop: perhaps nobody ends it
chan-recv-never-closed-title-leak = { $n } goroutines wait for values that never come: nobody ends their loop
chan-recv-never-closed-starter = { $starter } started them and has returned.
chan-recv-never-closed-or-pool = An idle worker pool looks the same: its number is fixed and one constructor started it once.
chan-recv-never-closed-remedy = Give every loop an owner that ends it.
chan-recv-never-closed-step-close = The sender closes the channel after the last value, on every path.
chan-recv-never-closed-step-context = Or the loop also waits for ctx.Done(), and whoever made the object cancels.
chan-recv-never-closed-enclosing = They run a function literal of { $starter }, which is on no other stack: most likely it started them and has returned.
