// Package v1 declares what the snippets use of kubernetes/apimachinery v0.30.0.
package v1

type ListOptions struct{ LabelSelector string }
