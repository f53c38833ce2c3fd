ssh-conn-no-deadline-title = { $n ->
    [one] 1 SSH connection is
   *[other] { $n } SSH connections are
} open

ssh-conn-no-deadline-family = { $n ->
    [one] 1 SSH connection
   *[other] { $n } SSH connections
}, { $clients } of them as the client, with { $goroutines ->
    [one] 1 goroutine
   *[other] { $goroutines } goroutines
} in all: this is a family for each connection, not a leak of each kind.
ssh-conn-no-deadline-sessions = { $n ->
    [0] Nobody uses a session or channel of them right now.
    [one] 1 goroutine uses a session or channel of them right now.
   *[other] { $n } goroutines use a session or channel of them right now.
}

ssh-conn-no-deadline-or-wanted = That many connections are meant to be open: a bastion, a fleet of machines, tunnels.

ssh-conn-no-deadline-remedy = Close each client, and notice a peer that has gone.
ssh-conn-no-deadline-step-close = defer client.Close() next to ssh.Dial; closing the session alone leaves the connection.
ssh-conn-no-deadline-step-keepalive = Where connections are kept, send keepalive@openssh.com now and then, and close when it fails: ssh has no deadline of its own.
