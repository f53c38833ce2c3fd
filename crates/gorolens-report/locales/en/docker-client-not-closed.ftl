docker-client-not-closed-title = { $n ->
    [one] 1 result of ContainerWait is
   *[other] { $n } results of ContainerWait are
} waiting for a receiver
docker-client-not-closed-why = { $n ->
    [one] 1 goroutine sends
   *[other] { $n } goroutines send
} the result of ContainerWait, and nobody receives any more.
docker-client-not-closed-or = A receiver that is alive and will take it in a moment.
docker-client-not-closed-remedy = Receive the result or the error, and end the call by its context.
docker-client-not-closed-step-context = Give ContainerWait and Events a context that ends when you stop receiving.
docker-client-not-closed-title-many = { $n } × { $type }: event streams are most likely never ended
docker-client-not-closed-why-many = Each reads events from the daemon until its context ends; giving up its channels changes nothing.
docker-client-not-closed-or-many = A program that follows so many streams on purpose.
docker-client-not-closed-remedy-many = Follow events once, and end a stream by cancelling its context.
docker-client-not-closed-instead = Cancel the context given to Events when you stop receiving; close hijacked connections of ContainerAttach.
