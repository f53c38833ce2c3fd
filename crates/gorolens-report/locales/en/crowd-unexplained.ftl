crowd-unexplained-title = { $n } goroutines wait at one place, { $place }: no known pattern
crowd-unexplained-share = { $n } goroutines have the same stack: { $percent } % of the dump.
crowd-unexplained-no-cause = This is a suspicion, not a cause: no rule explains these goroutines.
crowd-unexplained-remedy = Look at the place named above, and take a second dump: only a crowd that grows is a leak.
