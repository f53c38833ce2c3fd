crowd-unexplained-title = { $n } goroutines wait at one place, { $place }: no known pattern
crowd-unexplained-share = { $n } goroutines have the same stack: { $percent } % of the dump.
crowd-unexplained-clients = They are HTTP handlers, and beside nearly each of them a goroutine listens to its client (backgroundRead): the clients are there, and the number is theirs.
crowd-unexplained-connections = The function that started them has started about as many others, and one of the two kinds waits for the network: two goroutines for each connection, and the number is that of the connections.
crowd-unexplained-sessions = They are HTTP handlers that have taken their connections over and read from them: the number is that of the open connections.
crowd-unexplained-parents = Those that have started them are still there, a few for each: the number is that of their kind, of sessions or requests in progress.
crowd-unexplained-no-cause = This is a suspicion, not a cause: no rule explains these goroutines.
crowd-unexplained-remedy = Look at the place named above, and take a second dump: only a crowd that grows is a leak.
