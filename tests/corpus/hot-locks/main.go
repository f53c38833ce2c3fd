// Nothing is wrong. Locks that everybody wants: a counter under a mutex, a table that is mostly
// read, a slow section with its holder at work. All move.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

// counters counts by key; every request goes through one lock.
type counters struct {
	mu    sync.Mutex
	byKey map[string]int
	sum   [32]byte
}

func (c *counters) add(key string, cost int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.byKey[key]++
	for i := 0; i < cost; i++ {
		c.sum = sha256.Sum256(c.sum[:])
	}
}

// flush writes the counters out while it holds the lock; the disk takes a little.
func (c *counters) flush(pause time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	time.Sleep(pause)
}

// routes is read on every request and written now and then.
type routes struct {
	mu     sync.RWMutex
	table  map[int]string
	misses int
}

func (r *routes) find(i, cost int) string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	sum := sha256.Sum256([]byte(r.table[i%64]))
	for ; cost > 0; cost-- {
		sum = sha256.Sum256(sum[:])
	}
	return string(sum[:4])
}

func (r *routes) replace(i int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.table[i%64] = fmt.Sprint("backend-", i)
	time.Sleep(time.Millisecond)
}

// index is guarded by a lock of the package.
var (
	indexLock sync.Mutex
	index     = map[string]int{}
)

// lookup waits for the lock.
func lookup(key string) int {
	indexLock.Lock()
	defer indexLock.Unlock()
	return index[key]
}

// compact holds the lock for as long as the disk takes.
func compact(pause time.Duration) {
	indexLock.Lock()
	defer indexLock.Unlock()
	time.Sleep(pause)
}

func main() {
	kind := flag.String("kind", "mutex", "mutex, rw, flush or index")
	n := flag.Int("n", 50, "clients")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	c := &counters{byKey: map[string]int{}}
	r := &routes{table: map[int]string{}}
	for i := 0; i < *n; i++ {
		i := i
		go client(*kind, i, c, r)
	}
	go func() {
		for i := 0; ; i++ {
			switch *kind {
			case "rw":
				r.replace(i)
				time.Sleep(2 * time.Millisecond)
			case "index":
				compact(40 * time.Second)
				time.Sleep(100 * time.Millisecond)
			case "flush":
				c.flush(40 * time.Millisecond)
				time.Sleep(time.Millisecond)
			default:
				time.Sleep(time.Second)
			}
		}
	}()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}

func client(kind string, i int, c *counters, r *routes) {
	for {
		switch kind {
		case "rw":
			r.find(i, 20)
		case "index":
			lookup(fmt.Sprint("client-", i%8))
		case "flush":
			c.add(fmt.Sprint("client-", i%8), 1)
		default:
			c.add(fmt.Sprint("client-", i%8), 2000)
		}
		time.Sleep(time.Millisecond)
	}
}
