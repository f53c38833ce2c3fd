// Uploads that do not end: the other end has stopped reading, or with -pipe the producer of the
// body has stopped writing.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var client = &http.Client{}

func store(url string, body io.Reader) error {
	resp, err := client.Post(url, "application/octet-stream", body)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// export returns a body whose producer fails and forgets to say so.
func export() io.Reader {
	reader, writer := io.Pipe()
	go func() { writer.Write([]byte("id,name\n")) }()
	return reader
}

func main() {
	n := flag.Int("n", 8, "uploads")
	pipe := flag.Bool("pipe", false, "the producer stops")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	url := "http://" + os.Getenv("PEER_MUTE") + "/blob"
	for i := 0; i < *n; i++ {
		if *pipe {
			go store(url, export())
		} else {
			go store(url, bytes.NewReader(make([]byte, 32<<20)))
		}
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
