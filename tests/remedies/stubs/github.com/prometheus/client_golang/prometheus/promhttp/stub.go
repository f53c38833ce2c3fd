// Package promhttp declares what the snippets use of prometheus/client_golang v1.14.0.
package promhttp

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

type HandlerOpts struct {
	MaxRequestsInFlight int
	Timeout             time.Duration
}

func HandlerFor(reg prometheus.Gatherer, opts HandlerOpts) http.Handler { panic(0) }
