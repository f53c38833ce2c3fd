// Package watch declares what the snippets use of kubernetes/apimachinery v0.30.0.
package watch

type Interface interface {
	Stop()
	ResultChan() <-chan Event
}

type Event struct{ Type EventType }

type EventType string
