// Requests that merge several feeds with iter.Pull. With -leak they leave after the first page
// without a call of stop, and the generators stay. With -serve requests come over HTTP, and their
// connections stay open. Otherwise nothing is wrong: all are in use.
package main

import (
	"flag"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

type post struct {
	feed, seq int
}

// posts yields the posts of a feed, newest first.
func posts(feed int) iter.Seq[post] {
	return func(yield func(post) bool) {
		for seq := 0; seq < 1000; seq++ {
			if !yield(post{feed, seq}) {
				return
			}
		}
	}
}

// timeline sends a merged page of posts, in rounds.
func timeline(feeds int, send func([]post)) {
	nexts := make([]func() (post, bool), feeds)
	for i := range nexts {
		next, stop := iter.Pull(posts(i))
		defer stop()
		nexts[i] = next
	}
	for {
		page := make([]post, 0, feeds)
		for _, next := range nexts {
			if p, ok := next(); ok {
				page = append(page, p)
			}
		}
		if len(page) == 0 {
			return
		}
		send(page)
	}
}

// latest returns the newest post of a feed and forgets about the generator.
func latest(feed int) (post, bool) {
	next, _ := iter.Pull(posts(feed))
	return next()
}

// serve answers n requests for the newest post of a feed, of two clients.
func serve(n int) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, _ := latest(n)
		fmt.Fprintln(w, p.seq)
	}))
	done := make(chan bool)
	for client := 0; client < 2; client++ {
		go func() {
			for i := 0; i < n/2; i++ {
				resp, err := http.Get(server.URL)
				if err != nil {
					panic(err)
				}
				io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
			done <- true
		}()
	}
	<-done
	<-done
}

func main() {
	n := flag.Int("n", 20, "requests")
	leak := flag.Bool("leak", false, "forget stop")
	overHTTP := flag.Bool("serve", false, "forget stop in requests over HTTP")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	if *overHTTP {
		serve(*n)
		*n = 0
	}
	for i := 0; i < *n; i++ {
		if *leak {
			if _, ok := latest(i); !ok {
				panic("empty feed")
			}
			continue
		}
		// A slow reader: a page a second.
		go timeline(3, func([]post) { time.Sleep(time.Second) })
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
