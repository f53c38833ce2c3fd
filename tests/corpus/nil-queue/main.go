// A mailer whose queue is made by its constructor. With -fault it is made without the constructor,
// so that workers and callers use a nil channel. Otherwise nothing is wrong, though nil channels are
// there too: one switches off a case of a select; with -forever they are a way to stay, as Done of
// the background context is.
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

type mailer struct {
	queue chan string
	pause <-chan time.Time
}

func newMailer() *mailer {
	m := &mailer{queue: make(chan string, 4)}
	m.start(6)
	return m
}

func (m *mailer) start(workers int) {
	for i := 0; i < workers; i++ {
		go m.work()
	}
}

func (m *mailer) work() {
	for to := range m.queue {
		fmt.Fprintln(os.Stderr, "mail for", to)
	}
}

// watch waits for a pause to end, if there is one, or for the next mail.
func (m *mailer) watch() {
	for {
		select {
		case <-m.pause: // nil unless the mailer pauses
			m.pause = nil
		case to := <-m.queue:
			fmt.Fprintln(os.Stderr, "mail for", to)
		}
	}
}

func (m *mailer) send(to string) { m.queue <- to }

// serve stays until its context ends, which the background context never does.
func (m *mailer) serve(ctx context.Context) {
	go m.watch()
	<-ctx.Done()
}

func main() {
	fault := flag.Bool("fault", false, "do without the constructor")
	forever := flag.Bool("forever", false, "stay by receiving from nil")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	if *fault {
		m := &mailer{}
		m.start(6)
		go m.send("ops@example.com")
	} else {
		m := newMailer()
		for i := 0; i < 12; i++ {
			go m.watch()
		}
		m.send("ops@example.com")
	}
	for i := 0; *forever && i < 4; i++ {
		go newMailer().serve(context.Background())
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	if *forever {
		var never chan struct{}
		<-never
	}
	select {}
}
