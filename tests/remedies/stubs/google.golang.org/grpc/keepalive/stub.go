// Package keepalive declares what the snippets use of grpc/grpc-go v1.64.0.
package keepalive

import "time"

type ServerParameters struct {
	MaxConnectionIdle     time.Duration
	MaxConnectionAge      time.Duration
	MaxConnectionAgeGrace time.Duration
	Time                  time.Duration
	Timeout               time.Duration
}
