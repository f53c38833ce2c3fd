package p

import (
	"io"

	minio "github.com/minio/minio-go/v7"
)

var (
	client *minio.Client
	bucket string
	w      io.Writer
)
