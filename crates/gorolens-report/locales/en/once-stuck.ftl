once-stuck-title = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for a sync.Once whose function does not return
once-stuck-position = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} in (*Once).doSlow for the first caller.
once-stuck-runner = The first caller is inside, in { $places }: this is the cause.
once-stuck-nested = { $place } asks for a Once from within the function of one, and nobody else runs any: it waits for itself, or two of them wait for each other.
once-stuck-or-slow = The initialiser is slow but moves; a second dump shows it elsewhere.
once-stuck-remedy = Let the initialiser end: a deadline inside it.
once-stuck-step-deadline = Give every call inside the function a deadline.
once-stuck-step-recursion = Never call the same Once from within its function: it waits for itself.
