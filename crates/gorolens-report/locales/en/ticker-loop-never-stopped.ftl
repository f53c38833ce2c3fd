ticker-loop-never-stopped-title = { $n } loops of one function keep waking: perhaps nobody ends them
ticker-loop-never-stopped-young = None of them has waited for a minute, while others in this dump have waited for { $age }: they wake again and again, by a ticker, a timer or work that comes.
ticker-loop-never-stopped-or-in-use = One loop for each thing that is in use (a connection, a user, a shard) looks the same; then their number follows that of the things.
ticker-loop-never-stopped-or-timers = Timers and tickers that are not stopped are no goroutines: a dump does not show them.
ticker-loop-never-stopped-remedy = Give each loop an end: a done channel or a context beside the ticker.
ticker-loop-never-stopped-step-done = Select on the ticker's channel and on done or ctx.Done(). Ticker.Stop alone does not end a loop over its channel.
ticker-loop-never-stopped-step-owner = Whoever makes the object closes it: a Close method that closes done, called with defer.
