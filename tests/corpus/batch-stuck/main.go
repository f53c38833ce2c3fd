// Batches that never end. A worker returns on an error without Done, so that its waiter stays, with
// no worker left; or the workers themselves wait for a result nobody sends.
package main

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

type invoice struct{ id, cents int }

type biller struct {
	fault  string
	prices chan int
}

// month bills all invoices of a month at the same time.
func (b *biller) month(invoices []invoice) {
	var wg sync.WaitGroup
	for _, in := range invoices {
		in := in
		wg.Add(1)
		go func() {
			if b.fault == "done" {
				if err := b.check(in); err != nil {
					return // without Done
				}
				wg.Done()
				return
			}
			defer wg.Done()
			b.price(in)
		}()
	}
	wg.Wait()
}

func (b *biller) check(in invoice) error {
	if in.cents == 0 {
		return errors.New("empty invoice")
	}
	return nil
}

// price waits for the price list.
func (b *biller) price(in invoice) int { return in.cents * <-b.prices }

func main() {
	fault := flag.String("fault", "done", "done or blocked")
	n := flag.Int("n", 7, "months")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	b := &biller{*fault, make(chan int)}
	for i := 0; i < *n; i++ {
		i := i
		go b.month([]invoice{{i, 100}, {i + 100, 0}, {i + 200, 300}})
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
