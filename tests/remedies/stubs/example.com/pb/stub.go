// Package pb has what protoc-gen-go and protoc-gen-go-grpc v1.3.0 make of a service with a call and a stream.
package pb

import (
	"context"

	"google.golang.org/grpc"
)

type Request struct{ Name string }

type Reply struct{ Text string }

type GreeterClient interface {
	Greet(ctx context.Context, in *Request, opts ...grpc.CallOption) (*Reply, error)
	List(ctx context.Context, in *Request, opts ...grpc.CallOption) (Greeter_ListClient, error)
}

type Greeter_ListClient interface {
	Recv() (*Reply, error)
}

func NewGreeterClient(cc grpc.ClientConnInterface) GreeterClient { panic(0) }
