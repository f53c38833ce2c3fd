package p

import "sync"

type manager struct {
	mu     sync.Mutex
	events chan event
}

func (m *manager) next() int { return 0 }

type event struct{ seq int }

var (
	m  *manager
	ev event
)
