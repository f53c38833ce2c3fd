// A server with a context type of its own: child contexts cost a goroutine each, which watches the
// parent. With -forget the cancel function is dropped; otherwise nothing is wrong, the requests are
// in progress.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// session is a context that ends when its user logs out.
type session struct {
	context.Context
	user   int
	logout chan struct{}
}

func (s *session) Done() <-chan struct{} { return s.logout }

func (s *session) Err() error {
	select {
	case <-s.logout:
		return context.Canceled
	default:
		return nil
	}
}

func login(user int) *session {
	return &session{context.Background(), user, make(chan struct{})}
}

// watchlist answers with the next change: a long poll.
func watchlist(s *session, changes <-chan string) (string, error) {
	ctx, cancel := context.WithTimeout(s, time.Hour)
	defer cancel()
	select {
	case change := <-changes:
		return change, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// quote is quick, and forgets its context.
func quote(s *session) (int, error) {
	ctx, _ := context.WithTimeout(s, 24*time.Hour) //nolint:govet
	return lookup(ctx)
}

func lookup(ctx context.Context) (int, error) {
	return 42, ctx.Err()
}

func main() {
	n := flag.Int("n", 60, "requests")
	forget := flag.Bool("forget", false, "drop the cancel function")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	changes := make(chan string)
	users := []*session{login(1), login(2), login(3)}
	for i := 0; i < *n; i++ {
		s := users[i%len(users)]
		if *forget {
			quote(s)
		} else {
			go watchlist(s, changes)
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	<-users[0].Done()
}
