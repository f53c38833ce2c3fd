// Package singleflight declares what the snippets use of golang.org/x/sync v0.7.0.
package singleflight

type Group struct{}

type Result struct {
	Val    interface{}
	Err    error
	Shared bool
}

func (g *Group) Do(key string, fn func() (interface{}, error)) (v interface{}, err error, shared bool) {
	panic(0)
}
func (g *Group) DoChan(key string, fn func() (interface{}, error)) <-chan Result { panic(0) }
func (g *Group) Forget(key string)                                               { panic(0) }
