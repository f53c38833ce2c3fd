// Package prometheus declares what the snippets use of prometheus/client_golang v1.14.0.
package prometheus

import dto "github.com/prometheus/client_model/go"

type Metric interface{ Desc() *Desc }

type Desc struct{}

type Gatherer interface {
	Gather() ([]*dto.MetricFamily, error)
}

type Registry struct{}

func (r *Registry) Gather() ([]*dto.MetricFamily, error) { panic(0) }
