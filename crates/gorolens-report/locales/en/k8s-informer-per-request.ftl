k8s-informer-per-request-title = { $n } × { $type }: informers or handlers are most likely added per request or reconcile
k8s-informer-per-request-why = They run until their stop channel is closed; a handler until it is removed.
k8s-informer-per-request-or = A controller of so many types: one informer for each type is normal.
k8s-informer-per-request-remedy = Create one informer factory in main and add handlers once.
k8s-informer-per-request-step = Look for NewSharedInformerFactory, Start and AddEventHandler in code that runs more than once.
