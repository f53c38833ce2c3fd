package p

import (
	"google.golang.org/grpc"
	"google.golang.org/grpc/keepalive"
)
