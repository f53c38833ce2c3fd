// A walk through a tree of folders with an errgroup that has a limit. With -fault the tasks
// themselves ask the group for more tasks, and when all slots are taken nobody gets one. Otherwise
// only the producer asks: it waits for a slot, and gets one.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"
)

type folder struct {
	name    string
	folders []*folder
}

func tree(name string, depth, width int) *folder {
	f := &folder{name: name}
	for i := 0; depth > 0 && i < width; i++ {
		f.folders = append(f.folders, tree(fmt.Sprint(name, "/", i), depth-1, width))
	}
	return f
}

// walk starts a task for each folder below, inside of a task.
func walk(g *errgroup.Group, f *folder) error {
	for _, sub := range f.folders {
		sub := sub
		g.Go(func() error { return walk(g, sub) })
	}
	return nil
}

// list takes its time.
func list(*folder) error {
	time.Sleep(700 * time.Millisecond)
	return nil
}

// produce is the only one who asks for slots.
func produce(g *errgroup.Group, f *folder) {
	for {
		for _, sub := range f.folders {
			sub := sub
			g.Go(func() error { return list(sub) })
		}
	}
}

func main() {
	fault := flag.Bool("fault", false, "ask for slots inside of tasks")
	limit := flag.Int("limit", 6, "tasks at a time")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	root := tree("root", 4, 5)
	var g errgroup.Group
	g.SetLimit(*limit)
	if *fault {
		g.Go(func() error { return walk(&g, root) })
		go func() { fmt.Fprintln(os.Stderr, g.Wait()) }()
	} else {
		go produce(&g, root)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
