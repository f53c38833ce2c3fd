module example.com/traced

go 1.18

require (
	go.opentelemetry.io/otel v1.1.0
	go.opentelemetry.io/otel/sdk v1.1.0
	go.opentelemetry.io/otel/trace v1.1.0
)

require golang.org/x/sys v0.3.0 // indirect
