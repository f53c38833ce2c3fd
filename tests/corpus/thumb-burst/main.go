// Thumbnails. With -fault each picture gets a goroutine of its own as it comes, far more than the
// machine can work on; otherwise as many workers as make sense.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"sync/atomic"
	"time"
)


var made int64

// scale works for a good while.
func scale(picture int) {
	sum := sha256.Sum256([]byte(fmt.Sprint(picture)))
	for i := 0; i < 1<<24; i++ {
		sum = sha256.Sum256(sum[:])
	}
	atomic.AddInt64(&made, 1)
}

// importAll starts everything at once.
func importAll(pictures int) {
	for i := 0; i < pictures; i++ {
		go scale(i)
	}
}

func worker(pictures <-chan int) {
	for picture := range pictures {
		scale(picture)
	}
}

// importBounded has a fixed number of workers.
func importBounded(pictures, workers int) {
	queue := make(chan int)
	for i := 0; i < workers; i++ {
		go worker(queue)
	}
	for i := 0; i < pictures; i++ {
		queue <- i
	}
}

func main() {
	fault := flag.Bool("fault", false, "a goroutine for each picture")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
	if *fault {
		go importAll(300)
	} else {
		go importBounded(300, 8)
	}
	time.Sleep(time.Second)
	fmt.Println("ready")
	select {}
}
