k8s-clientset-per-request-title = { $n } × { $type }: a Kubernetes client is most likely built per request
k8s-clientset-per-request-why = Each belongs to a TLS transport in client-go's cache, which grows with every rest.Config that is not equal to one before, such as with a Dial or exec function of its own.
k8s-clientset-per-request-or = A program that talks to so many clusters, or as so many users.
k8s-clientset-per-request-remedy = Build the rest.Config and the clientset once per cluster and share them.
k8s-clientset-per-request-step = Pass the clientset to those who need it; client-go v0.36 and later can drop transports nobody uses.
