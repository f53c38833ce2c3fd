// Package nats declares what the snippets use of nats-io/nats.go v1.36.0.
package nats

type Conn struct{}

type Option func(*Options) error

type Options struct{ Url string }

func Connect(url string, options ...Option) (*Conn, error) { panic(0) }
func (nc *Conn) Publish(subj string, data []byte) error    { panic(0) }
