// A program that runs containers. With -fault=waits nobody receives their results, with -fault=events each
// request follows events and forgets that; otherwise nothing is wrong.
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

	"github.com/docker/docker/api/types"
	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/client"
)

// daemon has an exit status for every container, and no events.
func daemon(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.URL.Query().Get("condition") != "" {
		fmt.Fprint(w, `{"StatusCode":0}`)
		return
	}
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

func main() {
	fault := flag.String("fault", "", "waits or events")
	n := flag.Int("n", 20, "containers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go http.Serve(listener, http.HandlerFunc(daemon))
	docker, err := client.NewClientWithOpts(client.WithHost("tcp://"+listener.Addr().String()), client.WithVersion("1.41"))
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	if *fault == "events" {
		for i := 0; i < 60; i++ {
			go docker.Events(ctx, types.EventsOptions{})
			time.Sleep(5 * time.Millisecond)
		}
	}
	for i := 0; i < *n; i++ {
		results, errs := docker.ContainerWait(ctx, fmt.Sprint(i), container.WaitConditionNotRunning)
		if *fault == "waits" {
			continue
		}
		select {
		case <-results:
		case err := <-errs:
			panic(err)
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
