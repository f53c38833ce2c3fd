// Package cron declares what the snippets use of robfig/cron v3.0.1.
package cron

type Cron struct{}

type Option func(*Cron)

type EntryID int

type Job interface{ Run() }

type JobWrapper func(Job) Job

type Logger interface {
	Info(msg string, keysAndValues ...interface{})
	Error(err error, msg string, keysAndValues ...interface{})
}

var DefaultLogger Logger

func New(opts ...Option) *Cron                                   { panic(0) }
func WithChain(wrappers ...JobWrapper) Option                    { panic(0) }
func SkipIfStillRunning(logger Logger) JobWrapper                { panic(0) }
func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) { panic(0) }
func (c *Cron) Start()                                           { panic(0) }
