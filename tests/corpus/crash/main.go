// The ways a process ends with its goroutines on standard error. -how says which.
package main

import (
	"flag"
	"fmt"
	"os"
	"sync"
	"time"
)

type order struct{ total *int }

func (o *order) charge() int { return *o.total }

func worker(jobs <-chan *order, done *sync.WaitGroup) {
	defer done.Done()
	for job := range jobs {
		job.charge()
	}
}

func main() {
	how := flag.String("how", "nil", "nil, custom, repanic, deadlock, map, stack, wait")
	flag.Parse()
	jobs := make(chan *order)
	var done sync.WaitGroup
	for i := 0; i < 3; i++ {
		done.Add(1)
		go worker(jobs, &done)
	}
	time.Sleep(50 * time.Millisecond)
	end(*how, jobs)
	close(jobs)
	done.Wait()
}

func end(how string, jobs chan *order) {
	switch how {
	case "nil":
		jobs <- &order{}
		time.Sleep(time.Second)
	case "custom":
		panic(fmt.Errorf("ledger is %s\nsee the log", "closed"))
	case "repanic":
		defer func() { panic(fmt.Sprint("while cleaning up: ", recover())) }()
		panic("first")
	case "deadlock":
		var mu sync.Mutex
		mu.Lock()
		mu.Lock()
	case "map":
		counts := map[int]int{}
		for i := 0; i < 8; i++ {
			go func() {
				for {
					counts[1]++
				}
			}()
		}
		time.Sleep(time.Minute)
	case "stack":
		fmt.Println(depth(1))
	case "wait":
		fmt.Fprintln(os.Stdout, "ready")
		time.Sleep(time.Hour)
	}
}

func depth(n int) int { return 1 + depth(n+1) }
