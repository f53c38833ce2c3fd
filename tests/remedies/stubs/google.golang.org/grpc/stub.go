// Package grpc declares what the snippets use of grpc/grpc-go v1.64.0.
package grpc

import (
	"context"

	"google.golang.org/grpc/keepalive"
)

type ClientConn struct{}

type ClientConnInterface interface {
	Invoke(ctx context.Context, method string, args any, reply any, opts ...CallOption) error
}

func (cc *ClientConn) Invoke(ctx context.Context, method string, args, reply any, opts ...CallOption) error {
	panic(0)
}
func (cc *ClientConn) Close() error { panic(0) }

type DialOption interface{ apply(*dialOptions) }

type CallOption interface{ before(*callInfo) error }

type ServerOption interface{ apply(*serverOptions) }

type dialOptions struct{}

type callInfo struct{}

type serverOptions struct{}

type Server struct{}

func NewClient(target string, opts ...DialOption) (conn *ClientConn, err error) { panic(0) }
func NewServer(opt ...ServerOption) *Server                                     { panic(0) }
func KeepaliveParams(kp keepalive.ServerParameters) ServerOption                { panic(0) }
