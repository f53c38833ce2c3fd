k8s-watch-not-stopped-title = { $n ->
    [one] 1 Kubernetes watch has
   *[other] { $n } Kubernetes watches have
} an event that nobody takes
k8s-watch-not-stopped-why = { $n ->
    [one] 1 goroutine stands
   *[other] { $n } goroutines stand
} in (*StreamWatcher).receive with an event for ResultChan; nobody receives, and nobody has called Stop.
k8s-watch-not-stopped-or = A consumer that is busy with the event before.
k8s-watch-not-stopped-remedy = Stop every watch on every path, or use an informer.
k8s-watch-not-stopped-step-stop = defer w.Stop() right after the error check of Watch.
