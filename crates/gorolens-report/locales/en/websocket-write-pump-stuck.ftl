websocket-write-pump-stuck-title = { $n ->
    [one] 1 websocket does
   *[other] { $n } websockets do
} not take any more data: the peer does not read

websocket-write-pump-stuck-position = { $n ->
    [one] A goroutine is
   *[other] { $n } goroutines are
} blocked in a write to { $n ->
    [one] a websocket
   *[other] a websocket each
} (waitWrite): the buffers of the connection are full, and no write deadline ends it.
websocket-write-pump-stuck-turns = { $n ->
    [one] 1 goroutine waits
   *[other] { $n } goroutines wait
} for a turn to write to a websocket.
websocket-write-pump-stuck-senders = { $n ->
    [one] 1 goroutine
   *[other] { $n } goroutines
} of the program { $n ->
    [one] waits
   *[other] wait
} to hand something over or for a lock, at { $places }: perhaps for one of these.

websocket-write-pump-stuck-or-slow = A slow line that still moves: the wait of each write is short then.

websocket-write-pump-stuck-remedy = A write deadline, and no waiting for a slow client.
websocket-write-pump-stuck-step-deadline = SetWriteDeadline before each write; with coder/websocket, a context with a deadline.
websocket-write-pump-stuck-step-drop = Hand messages over in a select with a default, and drop the client whose queue is full.
