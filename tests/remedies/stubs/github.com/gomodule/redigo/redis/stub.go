// Package redis declares what the snippets use of gomodule/redigo v1.9.2.
package redis

type Pool struct{}

type Conn interface {
	Close() error
	Do(commandName string, args ...interface{}) (reply interface{}, err error)
}

func (p *Pool) Get() Conn { panic(0) }
