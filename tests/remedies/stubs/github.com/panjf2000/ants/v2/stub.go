// Package ants declares what the snippets use of panjf2000/ants v2.9.0.
package ants

type Pool struct{}

type Options struct{ Nonblocking bool }

type Option func(opts *Options)

func NewPool(size int, options ...Option) (*Pool, error) { panic(0) }
func (p *Pool) Submit(task func()) error                 { panic(0) }
func (p *Pool) Release()                                 { panic(0) }
