// A print shop that stands still, each time in another way, as -fault says: a Once asked for from within
// its own function, ledgers that each lock themselves twice, a bulletin that waits with reflect.Select for
// a reader who waits for the bulletin, pipes whose readers have gone, a group whose workers nobody wakes,
// a customer and a machine locked in opposite order, a drawer that is locked for writing against one of
// its folders, a feeder that is waited for under the lock it needs, and a question asked under a read
// lock that nobody answers. With "alone" nothing serves, so that the runtime
// finds out. With "presses" nothing is wrong: more orders than presses, which are never idle.
package main

import (
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"reflect"
	"runtime"
	"sync"
	"time"
)

// layout is made once, from parts that may refer to the whole.
type layout struct {
	once  sync.Once
	parts []func() string
	text  string
}

func (l *layout) String() string {
	l.once.Do(l.make)
	return l.text
}

func (l *layout) make() {
	for _, part := range l.parts {
		l.text += part()
	}
}

type ledger struct{ sum int }

// book forgets that it has the lock already when the sum is negative.
func book(n int) {
	var mu sync.Mutex
	l := ledger{}
	mu.Lock()
	l.sum += n
	if l.sum < 0 {
		mu.Lock()
		l.sum = 0
	}
	mu.Unlock()
}

// bulletin gives every note to all readers; the turn is with who changes or reads the list.
type bulletin struct {
	turn    chan struct{}
	readers []*reader
}

type reader struct {
	notes chan string
	of    *bulletin
}

func (b *bulletin) post(note string) {
	<-b.turn
	defer func() { b.turn <- struct{}{} }()
	var cases []reflect.SelectCase
	for _, r := range b.readers {
		cases = append(cases, reflect.SelectCase{
			Dir: reflect.SelectSend, Chan: reflect.ValueOf(r.notes), Send: reflect.ValueOf(note)})
	}
	for len(cases) > 0 {
		chosen, _, _ := reflect.Select(cases)
		cases = append(cases[:chosen], cases[chosen+1:]...)
	}
}

func (r *reader) leave() {
	<-r.of.turn
	defer func() { r.of.turn <- struct{}{} }()
	r.of.readers = nil
}

func (r *reader) read(last string) {
	for note := range r.notes {
		if note == last {
			time.Sleep(50 * time.Millisecond)
			r.leave()
			return
		}
	}
}

func (b *bulletin) open() {
	r := &reader{notes: make(chan string), of: b}
	b.readers = append(b.readers, r)
	b.turn <- struct{}{}
	go r.read("one")
	go func() {
		b.post("one")
		b.post("two")
	}()
}

// spool writes pages to a pipe, and its reader wants only the first line.
func spool(w *io.PipeWriter, pages int) {
	defer w.Close()
	for i := 0; i < pages; i++ {
		fmt.Fprintf(w, "page %d\n", i)
	}
}

func preview() {
	r, w := io.Pipe()
	go spool(w, 3)
	var line [16]byte
	r.Read(line[:])
}

// tray hands out jobs; close does not wake those who wait for one.
type tray struct {
	mu     sync.Mutex
	filled *sync.Cond
	jobs   []int
	closed bool
}

func (t *tray) next() (int, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.jobs) == 0 && !t.closed {
		t.filled.Wait()
	}
	if len(t.jobs) == 0 {
		return 0, false
	}
	job := t.jobs[0]
	t.jobs = t.jobs[1:]
	return job, true
}

func (t *tray) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
}

func (t *tray) printAll() {
	var group sync.WaitGroup
	for i := 0; i < 3; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for {
				if _, more := t.next(); !more {
					return
				}
			}
		}()
	}
	time.Sleep(20 * time.Millisecond)
	t.close()
	group.Wait()
}

type customer struct {
	mu   sync.Mutex
	bill int
}

type machine struct {
	mu    sync.Mutex
	pages int
}

func (c *customer) charge(m *machine) {
	c.mu.Lock()
	defer c.mu.Unlock()
	time.Sleep(20 * time.Millisecond)
	c.bill += m.count()
}

func (m *machine) count() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.pages
}

func (m *machine) release(c *customer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	time.Sleep(20 * time.Millisecond)
	c.settle()
	m.pages = 0
}

func (c *customer) settle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bill = 0
}

// drawer is read by many; a folder has a lock of its own.
type drawer struct {
	sync.RWMutex
	folders []*folder
}

type folder struct {
	lock sync.Locker
	in   *drawer
}

func (f *folder) drop() {
	f.lock.Lock()
	defer f.lock.Unlock()
	time.Sleep(20 * time.Millisecond)
	f.in.forget()
}

func (d *drawer) forget() {
	d.Lock()
	defer d.Unlock()
	d.folders = nil
}

func (d *drawer) sort(isDue func(*folder) bool) {
	d.RLock()
	defer d.RUnlock()
	for _, f := range d.folders {
		time.Sleep(20 * time.Millisecond)
		isDue(f)
	}
}

func isDue(f *folder) bool {
	f.lock.Lock()
	defer f.lock.Unlock()
	return f.in != nil
}

// feeder gives paper to a press until that stops.
type feeder struct {
	mu     sync.Mutex
	sheets int
	group  sync.WaitGroup
	full   chan struct{}
	quit   chan struct{}
}

type press struct{ *feeder }

func (f *feeder) feed() {
	defer f.group.Done()
	for {
		select {
		case <-f.full:
			f.empty()
		case <-f.quit:
			f.empty()
			return
		}
	}
}

func (f *feeder) empty() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sheets = 0
}

func (p *press) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.quit)
	p.group.Wait()
}

// desk answers questions, if it knows the answer.
type desk struct {
	mu        sync.RWMutex
	questions chan question
	hours     int
}

type question struct {
	about  string
	answer chan int
}

func (d *desk) ask(about string) int {
	d.mu.RLock()
	defer d.mu.RUnlock()
	q := question{about, make(chan int)}
	d.questions <- q
	return <-q.answer
}

func (d *desk) sit() {
	for q := range d.questions {
		if q.about == "hours" {
			q.answer <- d.hours
		}
	}
}

func (d *desk) change(hours int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hours = hours
}

func (d *desk) open() {
	go d.sit()
	d.ask("hours")
	go d.ask("weather")
	time.Sleep(20 * time.Millisecond)
	go d.change(8)
	time.Sleep(20 * time.Millisecond)
	for i := 0; i < 4; i++ {
		go d.ask("hours")
	}
}

// shop has a few presses, which take a while, and more orders than presses.
type shop struct {
	presses chan struct{}
	mu      sync.RWMutex
	prices  map[int]int
}

func (s *shop) serve(order int) {
	for {
		s.presses <- struct{}{}
		s.price(order)
		time.Sleep(30 * time.Millisecond)
		<-s.presses
	}
}

func (s *shop) price(order int) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.prices[order]
}

func (s *shop) update() {
	for {
		s.mu.Lock()
		time.Sleep(400 * time.Millisecond)
		s.mu.Unlock()
		time.Sleep(100 * time.Millisecond)
	}
}

func (s *shop) open(orders int) {
	for i := 0; i < orders; i++ {
		go s.serve(i)
	}
	go s.update()
}

func start(fault string) {
	switch fault {
	case "once":
		l := &layout{}
		l.parts = []func() string{func() string { return "title" }, l.String}
		go l.String()
	case "each":
		for i := 0; i < 40; i++ {
			go book(-1)
		}
	case "bulletin":
		b := &bulletin{turn: make(chan struct{}, 1)}
		b.open()
	case "pipes":
		for i := 0; i < 3; i++ {
			preview()
		}
	case "tray":
		t := &tray{}
		t.filled = sync.NewCond(&t.mu)
		go t.printAll()
	case "order":
		c, m := &customer{}, &machine{}
		go c.charge(m)
		go m.release(c)
	case "drawer":
		d := &drawer{}
		f := &folder{lock: new(sync.Mutex), in: d}
		d.folders = append(d.folders, f)
		go f.drop()
		go d.sort(isDue)
	case "feeder":
		f := &feeder{full: make(chan struct{}), quit: make(chan struct{})}
		f.group.Add(1)
		go f.feed()
		f.full <- struct{}{}
		go (&press{f}).stop()
	case "desk":
		(&desk{questions: make(chan question)}).open()
	case "presses":
		(&shop{presses: make(chan struct{}, 4), prices: map[int]int{}}).open(16)
	}
}

func main() {
	fault := flag.String("fault", "presses", "what goes wrong")
	alone := flag.Bool("alone", false, "serve nothing")
	flag.Parse()

	start(*fault)
	if *alone {
		<-make(chan struct{})
	}
	time.Sleep(300 * time.Millisecond)
	runtime.GC()
	fmt.Println("ready")
	http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)
}
