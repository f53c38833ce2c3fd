// Package v1 declares what the snippets use of kubernetes/api v0.30.0.
package v1

type PodList struct{ Items []Pod }

type Pod struct{}
