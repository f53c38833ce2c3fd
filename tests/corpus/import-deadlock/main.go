// A one-off import that ends in a deadlock: the loader waits for its workers before it reads their
// results, and the workers cannot hand over their results before the loader reads them.
package main

import (
	"fmt"
	"sync"
)

type row struct {
	line int
	ok   bool
}

// load parses lines on some workers.
func load(lines []string, workers int) []row {
	jobs := make(chan int)
	results := make(chan row)
	var wg sync.WaitGroup
	for i := 0; i < workers; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for line := range jobs {
				results <- row{line, len(lines[line]) > 3}
			}
		}()
	}
	for line := range lines {
		if line == workers {
			break
		}
		jobs <- line
	}
	close(jobs)
	wg.Wait() // the mistake: nobody reads results
	close(results)
	var rows []row
	for r := range results {
		rows = append(rows, r)
	}
	return rows
}

func main() {
	fmt.Println(len(load([]string{"a;1", "b;22", "c;333", "d;4444", "e;5"}, 4)))
}
