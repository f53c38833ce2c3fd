// Package amqp091 declares what the snippets use of rabbitmq/amqp091-go v1.10.0.
package amqp091

import "context"

type Connection struct{}

func Dial(url string) (*Connection, error)                         { panic(0) }
func (c *Connection) Channel() (*Channel, error)                   { panic(0) }
func (c *Connection) Close() error                                 { panic(0) }
func (c *Connection) NotifyClose(receiver chan *Error) chan *Error { panic(0) }

type Channel struct{}

func (ch *Channel) Close() error { panic(0) }
func (ch *Channel) PublishWithContext(_ context.Context, exchange, key string, mandatory, immediate bool, msg Publishing) error {
	panic(0)
}

type Publishing struct{ Body []byte }

type Error struct{ Reason string }

func (e Error) Error() string { panic(0) }
