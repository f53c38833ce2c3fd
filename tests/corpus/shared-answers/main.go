// Callers share the answer to one question: the first finds it out, the others wait in a WaitGroup. With
// -mode=brief nothing is wrong, the first is at work. With -mode=circle the answer to one question needs that
// to another, which needs the first.
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

// call is one question that somebody is finding out.
type call struct {
	done   sync.WaitGroup
	answer string
}

// memo shares answers.
type memo struct {
	mu    sync.Mutex
	calls map[string]*call
}

func (m *memo) get(key string, find func() string) string {
	m.mu.Lock()
	if c, ok := m.calls[key]; ok {
		m.mu.Unlock()
		c.done.Wait()
		return c.answer
	}
	c := &call{}
	c.done.Add(1)
	m.calls[key] = c
	m.mu.Unlock()

	c.answer = find()
	c.done.Done()
	m.mu.Lock()
	delete(m.calls, key)
	m.mu.Unlock()
	return c.answer
}

// rates come from far away.
type rates struct{ memo memo }

func (r *rates) of(day string) string {
	return r.memo.get(day, func() string {
		time.Sleep(time.Minute)
		return "1.09"
	})
}

// staff has managers, who have managers.
type staff struct {
	memo    memo
	manager map[string]string
}

func (s *staff) chain(name string) string {
	return s.memo.get(name, func() string {
		return name + " < " + s.chain(s.manager[name])
	})
}

func main() {
	mode := flag.String("mode", "brief", "brief or circle")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	r := &rates{memo{calls: map[string]*call{}}}
	s := &staff{memo{calls: map[string]*call{}}, map[string]string{"ann": "bob", "bob": "eve", "eve": "ann"}}
	for i := 0; i < 30; i++ {
		switch *mode {
		case "brief":
			go func() { r.of("monday") }()
		case "circle":
			go func() { s.chain("bob") }()
		}
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
