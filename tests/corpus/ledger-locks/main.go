// A ledger whose locks are taken in the wrong way, as -fault says: twice by one goroutine, in
// opposite order by two or three, or not given back on an error path. With -fault=none nothing is
// wrong.
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

type account struct {
	name string
	mu   sync.Mutex
	sum  int
	log  []string
}

// move locks from before to, whatever the order of the accounts: the mistake of order2 and order3.
func move(from, to *account, sum int, logged bool) {
	withdraw := from.withdraw
	if logged {
		withdraw = from.withdrawLogged
	}
	withdraw(sum, func() {
		time.Sleep(10 * time.Millisecond) // an audit entry
		to.deposit(sum)
	})
}

func (a *account) withdraw(sum int, then func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sum -= sum
	then()
}

// withdrawLogged is withdraw with an entry in the log, and without defer.
func (a *account) withdrawLogged(sum int, then func()) {
	a.mu.Lock()
	a.sum -= sum
	then()
	a.log = append(a.log, fmt.Sprint("out ", sum))
	a.mu.Unlock()
}

func (a *account) deposit(sum int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sum += sum
}

// balance is what everybody asks for.
func (a *account) balance() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.sum
}

// statement locks, and calls a method that locks: the mistake of twice.
func (a *account) statement() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return fmt.Sprintf("%s: %d after %d entries", a.name, a.balance(), len(a.log))
}

// book returns from the error path without Unlock: the mistake of forgotten.
func (a *account) book(sum int) error {
	a.mu.Lock()
	if a.sum < sum {
		return errors.New("not covered")
	}
	a.sum -= sum
	a.mu.Unlock()
	return nil
}

// poll asks for the balance again and again.
func poll(a *account, every time.Duration) {
	for {
		a.balance()
		time.Sleep(every)
	}
}

func main() {
	fault := flag.String("fault", "none", "none, twice, order2, order3 or forgotten")
	logged := flag.Bool("logged", false, "log what is withdrawn")
	n := flag.Int("n", 20, "pollers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	var accounts []*account
	for _, name := range []string{"cash", "stock", "tax"} {
		accounts = append(accounts, &account{name: name, sum: 100, log: make([]string, 40)})
	}
	switch *fault {
	case "twice":
		go func() { fmt.Fprintln(os.Stderr, accounts[0].statement()) }()
	case "order2":
		go move(accounts[0], accounts[1], 5, *logged)
		go move(accounts[1], accounts[0], 7, *logged)
	case "order3":
		for i := range accounts {
			go move(accounts[i], accounts[(i+1)%3], 5, *logged)
		}
	case "forgotten":
		accounts[0].book(1000)
	case "none":
		for i := range accounts {
			go func(i int) {
				for {
					move(accounts[0], accounts[1+i%2], 1, *logged)
				}
			}(i)
		}
	}
	time.Sleep(100 * time.Millisecond)
	for i := 0; i < *n; i++ {
		go poll(accounts[0], 50*time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
