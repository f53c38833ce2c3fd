// A service that runs converters as child processes. -fault=inherited: the child has ended, but a
// process it started in the background holds its output open. -fault=running: the child does not
// end. With none children come and go.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/exec"
	"runtime"
	"time"
)

type job struct {
	script string
	out    bytes.Buffer
}

func (j *job) convert() error {
	cmd := exec.Command("sh", "-c", j.script)
	cmd.Stdout = &j.out
	return cmd.Run()
}

func serve(script string, again bool) {
	for {
		j := &job{script: script}
		j.convert()
		if !again {
			return
		}
	}
}

func main() {
	fault := flag.String("fault", "none", "none, inherited or running")
	n := flag.Int("n", 12, "jobs")
	dispatch := flag.Bool("dispatch", false, "started by a goroutine of its own")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	script := "sleep 0.05; echo done"
	switch *fault {
	case "inherited":
		script = "sleep 330 & echo started"
	case "running":
		script = "exec sleep 330"
	}
	start := func() {
		for i := 0; i < *n; i++ {
			go serve(script, *fault == "none")
		}
	}
	if *dispatch {
		go start()
	} else {
		start()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
