// Watches of an etcd server. With -fault each request watches a key, takes the first event and forgets the
// watch; otherwise nothing is wrong: few watches, and each is cancelled.
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

	"go.etcd.io/etcd/clientv3"
	pb "go.etcd.io/etcd/etcdserver/etcdserverpb"
	"google.golang.org/grpc"
)

// watches answers every watch and never has an event.
type watches struct{}

func (watches) Watch(stream pb.Watch_WatchServer) error {
	for id := int64(0); ; id++ {
		req, err := stream.Recv()
		if err != nil {
			return err
		}
		reply := &pb.WatchResponse{Header: &pb.ResponseHeader{Revision: 1}, WatchId: id, Created: true}
		if cancel := req.GetCancelRequest(); cancel != nil {
			reply = &pb.WatchResponse{Header: reply.Header, WatchId: cancel.WatchId, Canceled: true}
			id--
		}
		if err := stream.Send(reply); err != nil {
			return err
		}
	}
}

// first begins to watch and forgets it.
func first(client *clientv3.Client, key string) {
	events := client.Watch(context.Background(), key)
	select {
	case <-events:
	case <-time.After(50 * time.Millisecond):
	}
}

// cancelled watches for a moment.
func cancelled(client *clientv3.Client, key string) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	for range client.Watch(ctx, key) {
	}
}

func main() {
	fault := flag.Bool("fault", false, "forget watches")
	n := flag.Int("n", 130, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer()
	pb.RegisterWatchServer(server, watches{})
	go server.Serve(listener)
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{listener.Addr().String()}})
	if err != nil {
		panic(err)
	}
	for i := 0; i < *n; i++ {
		key := fmt.Sprint("key-", i)
		if *fault {
			go first(client, key)
		} else {
			go cancelled(client, key)
		}
		time.Sleep(5 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
