select-forever-title = { $n ->
    [one] 1 goroutine is parked for ever
   *[other] { $n } goroutines are parked for ever
} in an empty select
select-forever-position = { $n ->
    [one] Its state is
   *[other] Their state is
} “select (no cases)”: a select without cases, which nothing can wake.
select-forever-or-kept = A program may park a few goroutines on purpose, as main often does. Then their number never changes.
select-forever-remedy = Let the goroutine wait for something that comes: a context or a done channel.
select-forever-step-context = Replace select with a receive from ctx.Done(), and cancel the context when the request, connection or object ends.
select-forever-step-return = If nothing is left to do, return: what was started does not need its starter.
