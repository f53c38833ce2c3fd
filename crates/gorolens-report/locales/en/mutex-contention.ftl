mutex-contention-title = { $n } goroutines queue for one lock, each for a moment
mutex-contention-or-holder = If the same goroutines wait in a second dump, somebody keeps the lock.
mutex-contention-remedy = If it costs too much: hold the lock for less, or have several locks.
mutex-contention-step-profile = Turn the mutex profile on (runtime.SetMutexProfileFraction) and see where the time goes.
mutex-contention-step-shorter = Compute before Lock; share the data out to several locks; use an RWMutex where most only read, atomics where a number is all.
mutex-contention-profile = which lock, and who held it (needs runtime.SetMutexProfileFraction)
