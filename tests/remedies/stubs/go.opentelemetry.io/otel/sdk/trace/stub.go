// Package trace declares what the snippets use of open-telemetry/opentelemetry-go/sdk v1.28.0.
package trace

import (
	"context"

	"go.opentelemetry.io/otel/trace"
)

type TracerProvider struct{}

type TracerProviderOption interface {
	apply(tracerProviderConfig) tracerProviderConfig
}

type tracerProviderConfig struct{}

type BatchSpanProcessorOption func(o *BatchSpanProcessorOptions)

type BatchSpanProcessorOptions struct{ MaxQueueSize int }

type ReadOnlySpan interface{ Name() string }

type SpanExporter interface {
	ExportSpans(ctx context.Context, spans []ReadOnlySpan) error
	Shutdown(ctx context.Context) error
}

func NewTracerProvider(opts ...TracerProviderOption) *TracerProvider                    { panic(0) }
func WithBatcher(e SpanExporter, opts ...BatchSpanProcessorOption) TracerProviderOption { panic(0) }
func (p *TracerProvider) Tracer(name string, opts ...trace.TracerOption) trace.Tracer   { panic(0) }
func (p *TracerProvider) Shutdown(ctx context.Context) error                            { panic(0) }
