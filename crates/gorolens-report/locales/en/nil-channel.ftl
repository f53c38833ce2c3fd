nil-channel-title = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} on a nil channel, for ever
nil-channel-state = The state says so itself: { $sends ->
    [one] 1 send
   *[other] { $sends } sends
} and { $receives ->
    [one] 1 receive
   *[other] { $receives } receives
} on a channel that was never made.
nil-channel-remedy = Make the channel before the goroutine that uses it starts.
nil-channel-step-make = Set the field in the constructor: make(chan T), with room if the sender must not wait.
nil-channel-step-copy = Look for a struct that was copied, or a field that was assigned to a shadowed variable.
