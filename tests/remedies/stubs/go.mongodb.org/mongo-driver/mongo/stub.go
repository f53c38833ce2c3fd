// Package mongo declares what the snippets use of mongodb/mongo-go-driver v1.17.0.
package mongo

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo/options"
)

type Client struct{}

type Database struct{}

type Collection struct{}

type SingleResult struct{}

func Connect(ctx context.Context, opts ...*options.ClientOptions) (*Client, error)          { panic(0) }
func (c *Client) Database(name string, opts ...*options.DatabaseOptions) *Database          { panic(0) }
func (db *Database) Collection(name string, opts ...*options.CollectionOptions) *Collection { panic(0) }
func (coll *Collection) FindOne(ctx context.Context, filter interface{}, opts ...*options.FindOneOptions) *SingleResult {
	panic(0)
}
func (sr *SingleResult) Err() error { panic(0) }
