// A shop with a MongoDB database. With -per-request each request makes a client and forgets it;
// otherwise nothing is wrong.
package main

import (
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

var addr string

func serve(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go answer(conn)
	}
}

// answer says hello to whatever it is asked, as a single server would.
func answer(conn net.Conn) {
	doc, _ := bson.Marshal(bson.M{"ok": 1, "ismaster": true, "maxWireVersion": 13,
		"maxBsonObjectSize": 16777216, "maxMessageSizeBytes": 48000000, "maxWriteBatchSize": 100000})
	head := make([]byte, 16)
	for {
		if _, err := io.ReadFull(conn, head); err != nil {
			return
		}
		if _, err := io.CopyN(io.Discard, conn, int64(binary.LittleEndian.Uint32(head))-16); err != nil {
			return
		}
		body, code := make([]byte, 20), uint32(1) // OP_REPLY, to OP_QUERY
		body[16] = 1
		if binary.LittleEndian.Uint32(head[12:]) == 2013 { // OP_MSG
			body, code = make([]byte, 5), 2013
		}
		body = append(body, doc...)
		out := binary.LittleEndian.AppendUint32(nil, uint32(len(body)+16))
		out = append(append(out, 0, 0, 0, 0), head[4:8]...)
		out = binary.LittleEndian.AppendUint32(out, code)
		conn.Write(append(out, body...))
	}
}

// kept is what the program made at its start and uses to its end.
var kept []*mongo.Client

func open(int) *mongo.Client {
	client, err := mongo.Connect(context.Background(), options.Client().ApplyURI("mongodb://"+addr))
	if err != nil {
		panic(err)
	}
	return client
}

func use(it *mongo.Client) {
	it.Ping(context.Background(), nil)
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a client per request")
	n := flag.Int("n", 60, "requests")
	design := flag.Int("design", 1, "made at the start")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	addr = listener.Addr().String()
	go serve(listener)
	for i := 0; i < *design; i++ {
		kept = append(kept, open(i))
	}
	var requests sync.WaitGroup
	for i := 0; i < *n; i++ {
		requests.Add(1)
		go func(i int) {
			defer requests.Done()
			handle(i, *perRequest)
		}(i)
		time.Sleep(5 * time.Millisecond)
	}
	requests.Wait()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
