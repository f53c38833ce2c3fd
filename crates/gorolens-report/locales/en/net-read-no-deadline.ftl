net-read-no-deadline-title = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for data from { $n ->
    [one] a connection
   *[other] connections
}: only data, Close or a deadline can end that

net-read-no-deadline-position = { $n ->
    [one] 1 goroutine of the program itself is
   *[other] { $n } goroutines of the program itself are
} in a Read of a network connection.
net-read-no-deadline-none = No read deadline of less than that applies.
net-read-no-deadline-starter-gone = { $starters } started them and has returned: what it waited for, it no longer does.
net-read-no-deadline-wanted = Whether the peer ought to have sent something is not in the dump.

net-read-no-deadline-or-sessions = As many sessions that are quiet and meant to stay: subscribers, idle clients, a pool.

net-read-no-deadline-remedy = Where the wait has to end, set a read deadline or close the connection.
net-read-no-deadline-step-deadline = conn.SetReadDeadline before each Read, as long as the peer may be silent.
net-read-no-deadline-step-context = To end a Read with a context: context.AfterFunc that sets the deadline to now. Cancelling alone does not wake it.
net-read-no-deadline-step-close = Whoever gives up on the connection closes it; closing a channel does not wake the reader.

net-read-no-deadline-run-ss = the peers, and whether keep-alive probes run on the connections (timer)
