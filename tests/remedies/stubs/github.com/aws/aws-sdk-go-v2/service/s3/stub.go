// Package s3 declares what the snippets use of aws/aws-sdk-go-v2/service/s3 v1.58.0.
package s3

import (
	"context"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type Client struct{}

type Options struct{ Region string }

type GetObjectInput struct{ Bucket, Key *string }

type GetObjectOutput struct{ Body io.ReadCloser }

func NewFromConfig(cfg aws.Config, optFns ...func(*Options)) *Client { panic(0) }
func (c *Client) GetObject(ctx context.Context, params *GetObjectInput, optFns ...func(*Options)) (*GetObjectOutput, error) {
	panic(0)
}
