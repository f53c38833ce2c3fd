// Package elastic declares what the snippets use of olivere/elastic v7.0.32.
package elastic

import "context"

type Client struct{}

type ClientOptionFunc func(*Client) error

type Query interface{ Source() (interface{}, error) }

type SearchService struct{}

type SearchResult struct{ TimedOut bool }

func NewClient(options ...ClientOptionFunc) (*Client, error)           { panic(0) }
func SetURL(urls ...string) ClientOptionFunc                           { panic(0) }
func (c *Client) Search(indices ...string) *SearchService              { panic(0) }
func (s *SearchService) Query(query Query) *SearchService              { panic(0) }
func (s *SearchService) Do(ctx context.Context) (*SearchResult, error) { panic(0) }
