// Package pool has an import path with a dash and frames with a dot in their package.
package pool

// Pool hands out nothing.
type Pool struct{ free chan struct{} }

// New returns an empty pool.
func New() *Pool { return &Pool{make(chan struct{})} }

// Take waits for ever.
func (p *Pool) Take() { <-p.free }

// Each calls do for every value, on a goroutine of its own.
func Each[T any](do func(T), values ...T) {
	for _, value := range values {
		value := value
		go func() { do(value) }()
	}
}
