// Healthy: one goroutine, which takes the dump of itself.
package main

import (
	"os"
	"runtime/pprof"
)

func main() {
	file, err := os.Create(os.Getenv("DUMP_FILE"))
	if err != nil {
		panic(err)
	}
	defer file.Close()
	pprof.Lookup("goroutine").WriteTo(file, 2)
}
