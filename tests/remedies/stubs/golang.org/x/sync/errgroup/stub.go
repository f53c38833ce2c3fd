// Package errgroup declares what the snippets use of golang.org/x/sync v0.7.0.
package errgroup

type Group struct{}

func (g *Group) Go(f func() error)         { panic(0) }
func (g *Group) TryGo(f func() error) bool { panic(0) }
func (g *Group) SetLimit(n int)            { panic(0) }
func (g *Group) Wait() error               { panic(0) }
