// Package fsnotify declares what the snippets use of fsnotify/fsnotify v1.7.0.
package fsnotify

type Watcher struct {
	Events chan Event
	Errors chan error
}

type Event struct{ Name string }

func NewWatcher() (*Watcher, error)      { panic(0) }
func (w *Watcher) Add(path string) error { panic(0) }
func (w *Watcher) Close() error          { panic(0) }
