context-cancel-not-called-title = { $n ->
    [one] 1 context was
   *[other] { $n } contexts were
} never cancelled
context-cancel-not-called-position = { $n ->
    [one] 1 goroutine of package context watches
   *[other] { $n } goroutines of package context watch
} a parent of a foreign type for a child that has not been cancelled.
context-cancel-not-called-where = The code that made the context is not on these stacks. Look for context.WithCancel, WithTimeout or WithDeadline whose cancel is dropped, with a parent that is not from package context (gin.Context, a wrapper of your own).
context-cancel-not-called-or-use = Contexts in use look the same: then there are as many requests or tasks at work.
context-cancel-not-called-remedy = Call cancel on every path: defer cancel().
context-cancel-not-called-step-defer = Write defer cancel() right after the context is made.
context-cancel-not-called-step-parent = Derive from a context of package context (r.Context()): that costs no goroutine.
context-cancel-not-called-vet = finds cancel functions that are dropped
