// Calls of a gRPC service. With -fault=dial each call makes a connection of its own and forgets it; with
// -fault=stream each one begins to watch and forgets that. Otherwise nothing is wrong: everybody watches
// over one connection.
package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	pb "google.golang.org/grpc/health/grpc_health_v1"
)

func dial(addr string) *grpc.ClientConn {
	conn, err := grpc.Dial(addr, grpc.WithInsecure(), grpc.WithBlock())
	if err != nil {
		panic(err)
	}
	return conn
}

// check asks once.
func check(ctx context.Context, conn *grpc.ClientConn) {
	if _, err := pb.NewHealthClient(conn).Check(ctx, &pb.HealthCheckRequest{}); err != nil {
		panic(err)
	}
}

// peek begins to watch, takes the first answer and forgets the rest.
func peek(ctx context.Context, conn *grpc.ClientConn) {
	stream, err := pb.NewHealthClient(conn).Watch(ctx, &pb.HealthCheckRequest{})
	if err != nil {
		panic(err)
	}
	stream.Recv()
}

// follow watches to the end.
func follow(ctx context.Context, conn *grpc.ClientConn) {
	stream, err := pb.NewHealthClient(conn).Watch(ctx, &pb.HealthCheckRequest{})
	for err == nil {
		_, err = stream.Recv()
	}
}

func main() {
	fault := flag.String("fault", "", "dial or stream")
	n := flag.Int("n", 60, "calls")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer()
	pb.RegisterHealthServer(server, health.NewServer())
	go server.Serve(listener)

	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	shared := dial(listener.Addr().String())
	for i := 0; i < *n; i++ {
		switch *fault {
		case "dial":
			go func() { check(ctx, dial(listener.Addr().String())) }()
		case "stream":
			go peek(ctx, shared)
		default:
			go follow(ctx, shared)
		}
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
