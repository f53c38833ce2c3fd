singleflight-stuck-title = { $n ->
    [one] 1 caller waits
   *[other] { $n } callers wait
} behind one call of a singleflight group
singleflight-stuck-position = { $n ->
    [one] It waits
   *[other] They wait
} in singleflight.(*Group).Do for the first caller, which is still inside the shared function.
singleflight-stuck-runner = The shared function stands in { $places }: that is what to look at.
singleflight-stuck-or-slow = The call may be slow and not stuck; then a second dump shows other goroutines.
singleflight-stuck-remedy = Give the shared call a deadline, and each caller a way to leave.
singleflight-stuck-step-deadline = The shared function needs a deadline of its own, not that of the first caller's request.
singleflight-stuck-step-dochan = Use DoChan and select on it and on ctx.Done(); Forget the key so that the next caller tries again.
