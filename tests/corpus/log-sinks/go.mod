module example.com/audit

go 1.18

require (
	github.com/getsentry/sentry-go v0.11.0
	github.com/rs/zerolog v1.26.1
	go.uber.org/zap v1.23.0
)

require (
	go.uber.org/atomic v1.10.0 // indirect
	go.uber.org/multierr v1.6.0 // indirect
)
