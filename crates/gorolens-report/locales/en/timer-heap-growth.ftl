timer-heap-growth-title = { $n } goroutines wait in a select; whether their timers pile up, a goroutine dump cannot show
timer-heap-growth-invisible = Timers and tickers are no goroutines. Before Go 1.23 a time.After in a loop keeps its timer until it fires; since then timers nobody refers to are collected. This dump proves neither.
timer-heap-growth-remedy = If memory grows and the goroutines do not: look at a heap profile.
timer-heap-growth-step-heap = Look for time.NewTimer, time.NewTicker and time.After among what is in use.
timer-heap-growth-step-one = Use one timer for the loop and stop it, or build with Go 1.23 or later.
timer-heap-growth-heap = what holds the memory
