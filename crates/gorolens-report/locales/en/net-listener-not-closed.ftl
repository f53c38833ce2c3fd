net-listener-not-closed-title = { $n } accept loops of one kind: listeners that are opened again and again, and not closed?
net-listener-not-closed-position = { $n } goroutines wait for connections, each on a listener of its own. Such a loop ends when its listener is closed.
net-listener-not-closed-turns = They were started one after the other, by { $parents ->
    [one] 1 goroutine
   *[other] { $parents } different goroutines
}: not together when the program began.
net-listener-not-closed-or-ports = A program that is to listen on so many ports, such as a proxy with one for each client: then their number is that of the ports.
net-listener-not-closed-remedy = Close the old listener when the new one is open.
net-listener-not-closed-step-close = Keep the listener with what it belongs to, and close it in the same place that opens the next.
net-listener-not-closed-step-count = Count the listening sockets of the process: ss -ltnp.
