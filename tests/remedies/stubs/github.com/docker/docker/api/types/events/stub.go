// Package events declares what the snippets use of docker/docker/api/types/events v28.0.0.
package events

type ListOptions struct{ Since, Until string }

type Message struct{ Action Action }

type Action string
