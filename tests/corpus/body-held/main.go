// Bodies that are open while their readers do something else: every worker has read the head of a
// report and waits for its turn to read the rest. Nobody is inside a body, yet none is forgotten.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type importer struct {
	client *http.Client
	turn   chan struct{}
}

func (i *importer) load(url string) error {
	resp, err := i.client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	rows := bufio.NewReader(resp.Body)
	if _, err := rows.ReadString('\n'); err != nil {
		return err
	}
	<-i.turn
	_, err = io.Copy(io.Discard, rows)
	return err
}

func main() {
	n := flag.Int("n", 12, "workers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	i := &importer{&http.Client{}, make(chan struct{})}
	for w := 0; w < *n; w++ {
		go i.load("http://127.0.0.1:" + os.Getenv("PEER_PORT") + "/page?kb=512")
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
