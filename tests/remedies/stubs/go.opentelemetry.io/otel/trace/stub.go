// Package trace declares what the snippets use of open-telemetry/opentelemetry-go v1.28.0.
package trace

type TracerProvider interface {
	Tracer(name string, options ...TracerOption) Tracer
}

type TracerOption interface {
	apply(TracerConfig) TracerConfig
}

type TracerConfig struct{}

type Tracer interface{ tracer() }
