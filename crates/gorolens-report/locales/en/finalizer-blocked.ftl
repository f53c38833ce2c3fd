finalizer-blocked-title = The goroutine that runs finalizers is blocked inside one
finalizer-blocked-position = One goroutine runs all finalizers of the process, and it waits in code of yours or of a library.
finalizer-blocked-cost = No finalizer runs any more: whatever relies on one (files, connections, caches) is never freed, and memory grows without a crowd in the dump.
finalizer-blocked-remedy = Never wait in a finalizer.
finalizer-blocked-step-close = Close things explicitly where their use ends; a finalizer is a last resort.
finalizer-blocked-step-hand-over = If it must be: start a goroutine in the finalizer, or send with a select that has a default.
