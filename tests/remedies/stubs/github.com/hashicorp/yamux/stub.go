// Package yamux declares what the snippets use of hashicorp/yamux v0.1.1.
package yamux

import (
	"io"
	"net"
)

type Config struct{ AcceptBacklog int }

type Session struct{}

func Client(conn io.ReadWriteCloser, config *Config) (*Session, error) { panic(0) }
func (s *Session) Open() (net.Conn, error)                             { panic(0) }
func (s *Session) Close() error                                        { panic(0) }
