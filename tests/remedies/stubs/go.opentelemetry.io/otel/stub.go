// Package otel declares what the snippets use of open-telemetry/opentelemetry-go v1.28.0.
package otel

import "go.opentelemetry.io/otel/trace"

func SetTracerProvider(tp trace.TracerProvider) { panic(0) }
