// Package v1 declares what the snippets use of kubernetes/client-go v0.30.0.
package v1

type PodLister interface {
	PodListerExpansion
}

type PodListerExpansion interface{}
