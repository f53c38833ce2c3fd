net-dial-stuck-title = { $n ->
    [one] 1 dial is
   *[other] { $n } dials are
} in progress: the peer does not answer

net-dial-stuck-position = { $n ->
    [one] 1 goroutine is
   *[other] { $n } goroutines are
} in connect, outside net/http: the first packet has gone out and nothing came back.
net-dial-stuck-limit = Without a timeout the system gives up after about two minutes (Linux). Which address it is, is not in the dump.

net-dial-stuck-or-burst = Many dials at once to hosts that are far away: they pass within a second.

net-dial-stuck-remedy = Give each dial a timeout, then find out why the peer does not answer.
net-dial-stuck-step-timeout = DialContext of a net.Dialer with a Timeout, instead of net.Dial.
net-dial-stuck-step-check = Check address, firewall and the accept queue of the peer.
net-dial-stuck-step-pace = Do not start the next attempt while the last one is under way: wait longer after each failure.

net-dial-stuck-run-ss = the addresses being dialled
