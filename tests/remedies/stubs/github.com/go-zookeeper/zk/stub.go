// Package zk declares what the snippets use of go-zookeeper/zk v1.0.3.
package zk

import "time"

type Conn struct{}

type Event struct{ Path string }

type Stat struct{ Version int32 }

type connOption func(c *Conn)

func Connect(servers []string, sessionTimeout time.Duration, options ...connOption) (*Conn, <-chan Event, error) {
	panic(0)
}
func (c *Conn) Get(path string) ([]byte, *Stat, error) { panic(0) }
func (c *Conn) Close()                                 { panic(0) }
