// A service that reads images from an object store. With -open nobody closes them; otherwise nothing is
// wrong.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// size reads the first bytes of an image.
func size(ctx context.Context, client *minio.Client, open bool) error {
	object, err := client.GetObject(ctx, "images", "one", minio.GetObjectOptions{})
	if err != nil {
		return err
	}
	if !open {
		defer object.Close()
	}
	_, err = io.ReadFull(object, make([]byte, 16))
	return err
}

func main() {
	open := flag.Bool("open", false, "close nothing")
	n := flag.Int("n", 30, "requests")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	store := make([]byte, 1<<20)
	go http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", "\"one\"")
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2006 15:04:05 GMT")
		w.Header().Set("Content-Length", fmt.Sprint(len(store)))
		w.Write(store)
	}))
	client, err := minio.New(listener.Addr().String(), &minio.Options{
		Creds:  credentials.NewStaticV4("id", "secret", ""),
		Region: "us-east-1",
	})
	if err != nil {
		panic(err)
	}
	for i := 0; i < *n; i++ {
		go size(context.Background(), client, *open)
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
