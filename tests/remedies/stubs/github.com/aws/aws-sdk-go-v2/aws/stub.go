// Package aws declares what the snippets use of aws/aws-sdk-go-v2/aws v1.30.0.
package aws

type Config struct{ Region string }
