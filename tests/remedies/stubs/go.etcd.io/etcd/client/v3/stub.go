// Package clientv3 declares what the snippets use of etcd-io/etcd client/v3 v3.5.0.
package clientv3

import "context"

type Client struct{ Watcher }

type Watcher interface {
	Watch(ctx context.Context, key string, opts ...OpOption) WatchChan
}

type OpOption func(*Op)

type Op struct{}

type WatchChan <-chan WatchResponse

type WatchResponse struct{ Events []*Event }

type Event struct{ Type int32 }
