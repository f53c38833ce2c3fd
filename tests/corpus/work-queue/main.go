// Consumers of a queue built on sync.Cond. With -lost, closing the queue sets the flag but does not
// Broadcast, so that its consumers wait for ever. Otherwise nothing is wrong: the queue is empty.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

type mail struct{ to, subject string }

type queue struct {
	mu     sync.Mutex
	filled *sync.Cond
	mails  []mail
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.filled = sync.NewCond(&q.mu)
	return q
}

func (q *queue) put(m mail) {
	q.mu.Lock()
	q.mails = append(q.mails, m)
	q.mu.Unlock()
	q.filled.Signal()
}

// take waits for the next mail; false when the queue is closed.
func (q *queue) take() (mail, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.mails) == 0 && !q.closed {
		q.filled.Wait()
	}
	if len(q.mails) == 0 {
		return mail{}, false
	}
	m := q.mails[0]
	q.mails = q.mails[1:]
	return m, true
}

// close wakes one consumer with Signal: the mistake, when there are more.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.filled.Signal()
}

func (q *queue) deliver() {
	for {
		m, ok := q.take()
		if !ok {
			return
		}
		time.Sleep(5 * time.Millisecond)
		_ = m
	}
}

func main() {
	n := flag.Int("n", 16, "consumers of a queue")
	lost := flag.Bool("lost", false, "close queues")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	queues := 1
	if *lost {
		queues = 5
	}
	for i := 0; i < queues; i++ {
		q := newQueue()
		for c := 0; c < *n; c++ {
			go q.deliver()
		}
		for m := 0; m < 40; m++ {
			q.put(mail{"ops@example.com", fmt.Sprint("report ", m)})
		}
		time.Sleep(200 * time.Millisecond)
		if *lost {
			q.close()
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
