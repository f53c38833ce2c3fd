// Package group runs functions at the same time and returns the first error.
package group

import "sync"

// Group is ready to use.
type Group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

// Go runs f.
func (g *Group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}

// Wait waits for all and returns the first error.
func (g *Group) Wait() error {
	g.wg.Wait()
	return g.err
}
