// Package pubsub declares what the snippets use of googleapis/google-cloud-go pubsub v1.40.0.
package pubsub

import "context"

type Client struct{}

type Topic struct{}

type Message struct{ Data []byte }

type PublishResult struct{}

type ClientOption interface{ Apply(*Client) }

func NewClient(ctx context.Context, projectID string, opts ...ClientOption) (c *Client, err error) {
	panic(0)
}
func (c *Client) Topic(id string) *Topic                                      { panic(0) }
func (t *Topic) Publish(ctx context.Context, msg *Message) *PublishResult     { panic(0) }
func (r *PublishResult) Get(ctx context.Context) (serverID string, err error) { panic(0) }
