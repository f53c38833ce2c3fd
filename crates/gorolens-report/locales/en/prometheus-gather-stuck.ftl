prometheus-gather-stuck-title = { $n ->
    [one] 1 scrape waits
   *[other] { $n } scrapes wait
} for a collector that does not return
prometheus-gather-stuck-why = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} in (*Registry).Gather: it returns when every Collect has returned.
prometheus-gather-stuck-or = A collector that is slow: then each scrape ends, late.
prometheus-gather-stuck-remedy = Look at the Collect method named: what it waits for is the cause.
prometheus-gather-stuck-step-snapshot = Let Collect read a snapshot that a goroutine keeps up to date, with a timeout.
prometheus-gather-stuck-step-limit = Limit MaxRequestsInFlight and set a Timeout in promhttp.HandlerOpts.
