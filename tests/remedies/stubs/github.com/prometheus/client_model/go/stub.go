// Package io_prometheus_client declares what the snippets use of prometheus/client_model v0.3.0.
package io_prometheus_client

type MetricFamily struct{ Name *string }
