package p

import (
	"sync"
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

type collector struct {
	mu      sync.Mutex
	depth   atomic.Int64
	backend interface{ Depth() int64 }
}

func gauge(int64) prometheus.Metric { return nil }

var registry *prometheus.Registry
