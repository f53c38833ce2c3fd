// A gateway for devices. With -fault every connection starts an agent that parks itself in an empty
// select when it has set up, so it never ends; otherwise a few agents are parked for as long as the
// program runs.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type agent struct {
	id    int
	state [16]int
}

func (a *agent) setUp() {
	for i := range a.state {
		a.state[i] = a.id + i
	}
}

// keep is meant to keep the agent alive.
func (a *agent) keep() {
	a.setUp()
	select {}
}

// connect is what a device calls.
func connect(id int) {
	a := &agent{id: id}
	go a.keep()
}

func main() {
	fault := flag.Bool("fault", false, "an agent for each connection")
	n := flag.Int("n", 3, "agents")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		if *fault {
			go connect(i) // as a server does
			time.Sleep(20 * time.Millisecond)
		} else {
			go (&agent{id: i}).keep()
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
