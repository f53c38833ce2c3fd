goleak-left-title = { $n ->
    [one] 1 goroutine was
   *[other] { $n } goroutines were
} still there after the tests
goleak-left-listed = goleak lists { $n ->
    [one] it
   *[other] all { $n } of them
}: not there before, not gone after the last look.
goleak-left-places = They are in { $places }.
goleak-left-started = Started by { $starters }: whoever called that has to stop it.
goleak-left-or-late = They were about to end, or belong to something that is started once for the whole program.
goleak-left-remedy = Stop in the test what the test has started.
goleak-left-step-stop = Find what was made here and has a Close, Stop or Shutdown, or takes a context, and end it before the test returns.
goleak-left-step-wait = Let Close wait for its goroutines: a WaitGroup, or a channel that they close.
goleak-left-step-ignore = Only what rightly lives as long as the program: goleak.IgnoreTopFunction, by name.
