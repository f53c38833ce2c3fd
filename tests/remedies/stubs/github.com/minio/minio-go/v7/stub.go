// Package minio declares what the snippets use of minio/minio-go v7.0.46.
package minio

import "context"

type Client struct{}

type GetObjectOptions struct{ VersionID string }

type Object struct{}

func (c *Client) GetObject(ctx context.Context, bucketName, objectName string, opts GetObjectOptions) (*Object, error) {
	panic(0)
}
func (o *Object) Read(b []byte) (n int, err error) { panic(0) }
func (o *Object) Close() (err error)               { panic(0) }
