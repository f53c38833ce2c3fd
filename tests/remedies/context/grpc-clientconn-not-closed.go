package p

import (
	"context"

	"google.golang.org/grpc"
)

// pb stands for a package that protoc-gen-go-grpc made.
import pb "example.com/pb"

var (
	target string
	opts   []grpc.DialOption
)
