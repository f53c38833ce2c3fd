// Package rest declares what the snippets use of kubernetes/client-go v0.30.0.
package rest

type Config struct{ Host string }
