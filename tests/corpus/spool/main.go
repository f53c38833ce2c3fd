// A spooler. -fault=fifo: it opens named pipes whose other end nobody opens. -fault=lock: it waits for
// a file lock that somebody else keeps. With none it reads small files now and then.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

type spool struct{ dir string }

// read is what every job does.
func (s *spool) read(name string) ([]byte, error) {
	f, err := os.OpenFile(filepath.Join(s.dir, name), os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	buf := make([]byte, 512)
	n, err := f.Read(buf)
	return buf[:n], err
}

// locked runs do while it has the lock.
func (s *spool) locked(do func()) error {
	f, err := os.Create(filepath.Join(s.dir, "lock"))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	do()
	return nil
}

func main() {
	fault := flag.String("fault", "none", "none, fifo or lock")
	n := flag.Int("n", 8, "jobs")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	dir, err := os.MkdirTemp("", "spool")
	if err != nil {
		panic(err)
	}
	s := &spool{dir}
	for i := 0; i < *n; i++ {
		name := fmt.Sprint("job", i)
		switch *fault {
		case "fifo":
			syscall.Mkfifo(filepath.Join(dir, name), 0o600)
			go s.read(name)
		case "lock":
			go s.locked(func() { time.Sleep(time.Hour) })
		case "none":
			os.WriteFile(filepath.Join(dir, name), []byte("text"), 0o600)
			go func() {
				for {
					s.read(name)
					time.Sleep(50 * time.Millisecond)
				}
			}()
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
