// Package options declares what the snippets use of mongodb/mongo-go-driver v1.17.0.
package options

type ClientOptions struct{ AppName *string }

type DatabaseOptions struct{}

type CollectionOptions struct{}

type FindOneOptions struct{}
