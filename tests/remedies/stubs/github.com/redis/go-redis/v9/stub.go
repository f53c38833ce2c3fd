// Package redis declares what the snippets use of redis/go-redis v9.5.0.
package redis

import "context"

type Client struct{ cmdable }

type cmdable func(ctx context.Context, cmd Cmder) error

type Cmder interface{ Name() string }

type Options struct{ Addr string }

type StringCmd struct{}

type PubSub struct{}

type ChannelOption func(c *channel)

type channel struct{}

type Message struct{ Payload string }

func NewClient(opt *Options) *Client                                        { panic(0) }
func (c cmdable) Get(ctx context.Context, key string) *StringCmd            { panic(0) }
func (c *Client) Subscribe(ctx context.Context, channels ...string) *PubSub { panic(0) }
func (cmd *StringCmd) Result() (string, error)                              { panic(0) }
func (c *PubSub) Channel(opts ...ChannelOption) <-chan *Message             { panic(0) }
func (c *PubSub) Close() error                                              { panic(0) }
