http-dial-in-progress-title = { $n ->
    [one] 1 dial is in progress: the peer does not answer
   *[other] { $n } dials are in progress: the peer does not answer
}

http-dial-in-progress-position = { $connecting ->
    [one] 1 dial is
   *[other] { $connecting } dials are
} in connect; { $callers ->
    [0] no caller waits
    [one] 1 caller waits
   *[other] { $callers } callers wait
} in getConn.
http-dial-in-progress-elsewhere = { $n ->
    [one] 1 dial is
   *[other] { $n } dials are
} past connect: in a dial function of the program's own, or waiting for a proxy to answer CONNECT.
http-dial-in-progress-wait = { $n ->
    [one] The dial
   *[other] The oldest dial
} has taken about { $oldest }: no dial timeout of 30 s applies, as http.DefaultTransport has.
http-dial-in-progress-address = Which address { $n ->
    [one] it dials
   *[other] they dial
} is not in the dump.

http-dial-in-progress-or-max-conns = Excluded: there are dials for the waiting callers.

http-dial-in-progress-remedy = Give the Transport a dial timeout, then find out why the peer does not answer.
http-dial-in-progress-step-clone = Start from http.DefaultTransport.Clone(): it dials with a timeout of 30 s.
http-dial-in-progress-step-check = Check address, firewall and the peer's accept queue.

http-dial-in-progress-run-ss = the addresses being dialled
