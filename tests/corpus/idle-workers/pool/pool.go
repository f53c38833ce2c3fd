// Package pool runs jobs on a limited number of goroutines.
package pool

// Fixed has all its workers from the start.
type Fixed struct{ jobs chan func() }

// NewFixed starts n workers.
func NewFixed(n int) *Fixed {
	p := &Fixed{jobs: make(chan func(), n)}
	for i := 0; i < n; i++ {
		go p.work()
	}
	return p
}

// Submit hands over a job.
func (p *Fixed) Submit(job func()) { p.jobs <- job }

func (p *Fixed) work() {
	for job := range p.jobs {
		job()
	}
}

// Stoppable ends its workers on Stop.
type Stoppable struct {
	jobs chan func()
	done chan struct{}
}

// NewStoppable starts n workers.
func NewStoppable(n int) *Stoppable {
	p := &Stoppable{jobs: make(chan func()), done: make(chan struct{})}
	for i := 0; i < n; i++ {
		go func() {
			for {
				select {
				case job := <-p.jobs:
					job()
				case <-p.done:
					return
				}
			}
		}()
	}
	return p
}

// Submit hands over a job.
func (p *Stoppable) Submit(job func()) { p.jobs <- job }

// Stop ends the workers.
func (p *Stoppable) Stop() { close(p.done) }

// Elastic starts a worker when no one is idle, up to a limit, and keeps it.
type Elastic struct {
	jobs  chan func()
	slots chan struct{}
}

// NewElastic allows up to max workers.
func NewElastic(max int) *Elastic {
	return &Elastic{jobs: make(chan func()), slots: make(chan struct{}, max)}
}

// Submit gives the job to an idle worker, to a new one, or waits.
func (p *Elastic) Submit(job func()) {
	select {
	case p.jobs <- job:
		return
	default:
	}
	select {
	case p.jobs <- job:
	case p.slots <- struct{}{}:
		go p.work(job)
	}
}

func (p *Elastic) work(job func()) {
	job()
	for job := range p.jobs {
		job()
	}
}
