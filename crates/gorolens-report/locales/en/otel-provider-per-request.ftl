otel-provider-per-request-title = { $n } × { $type }: a telemetry provider is most likely made per request or reload
otel-provider-per-request-why = Its goroutine stays until Shutdown, also when another provider has taken its place.
otel-provider-per-request-or = So many exporters in one process: each has a processor of its own.
otel-provider-per-request-remedy = Create the provider once, at the start; call Shutdown on one that is replaced.
otel-provider-per-request-step = Look for constructors in handlers, middleware, reload hooks and test helpers.
