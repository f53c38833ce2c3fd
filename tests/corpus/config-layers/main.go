// All layers of a configuration share the lock of their registry. walk keeps it for reading while it calls
// a visitor, and the visitor asks a layer for another value, which takes it again; in between somebody
// wants to write. With -mode=copy the visitor is called when the lock is given back.
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

type registry struct {
	mu     sync.RWMutex
	layers map[string]*layer
}

type layer struct {
	reg    *registry
	values map[string]string
}

//go:noinline
func (r *registry) layer(name string) *layer {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.layers[name]
}

//go:noinline
func (r *registry) apply(name string, values map[string]string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.layers[name].values = values
}

//go:noinline
func (l *layer) get(key string) string {
	l.reg.mu.RLock()
	defer l.reg.mu.RUnlock()
	return l.values[key]
}

//go:noinline
func (l *layer) walk(visit func(key, value string)) {
	l.reg.mu.RLock()
	defer l.reg.mu.RUnlock()
	for key, value := range l.values {
		visit(key, value)
	}
}

//go:noinline
func (l *layer) copied() map[string]string {
	l.reg.mu.RLock()
	defer l.reg.mu.RUnlock()
	values := map[string]string{}
	for key, value := range l.values {
		values[key] = value
	}
	return values
}

// dump writes all values, those that others refer to as well.
func dump(l *layer, slow time.Duration, again bool) {
	visit := func(key, value string) {
		time.Sleep(slow)
		fmt.Fprintln(os.Stderr, key, value, l.get("base"))
	}
	if again {
		l.walk(visit)
		return
	}
	for key, value := range l.copied() {
		visit(key, value)
	}
}

func main() {
	mode := flag.String("mode", "again", "again or copy")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	r := &registry{layers: map[string]*layer{}}
	r.layers["base"] = &layer{r, map[string]string{"base": "eu", "zone": "b"}}
	go dump(r.layer("base"), time.Second, *mode == "again")
	time.Sleep(500 * time.Millisecond)
	go r.apply("base", map[string]string{"base": "us"})
	time.Sleep(100 * time.Millisecond)
	for i := 0; i < 30; i++ {
		go r.layer("base")
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
