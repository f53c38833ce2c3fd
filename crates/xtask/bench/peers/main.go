// What other libraries need for the same file: `peers NAME RUNS FILE` prints lines `NAME FIGURE`.
//
// `cargo xtask bench --peers` builds it with their modules and starts it, once for each library, so that the peak
// of memory is that of one. gostackparse only parses; panicparse parses and groups.
package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/DataDog/gostackparse"
	"github.com/maruel/panicparse/v2/stack"
)

type library struct {
	read func(dump []byte) (goroutines int, err error)
	// most bytes that it gets, whole goroutines from the beginning; 0 is all.
	most int
}

var libraries = map[string]library{
	"gostackparse": {read: parse},
	// Its time grows with the square of the size: hours for 100 MB.
	"panicparse": {read: parseAndGroup, most: 4_000_000},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 3 || libraries[args[0]].read == nil {
		return fmt.Errorf("usage: peers gostackparse|panicparse RUNS FILE")
	}
	library := libraries[args[0]]
	runs, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	dump, err := os.ReadFile(args[2])
	if err != nil {
		return err
	}
	size := len(dump)
	if library.most > 0 && len(dump) > library.most {
		dump = dump[:bytes.LastIndex(dump[:library.most], []byte("\n\n"))+1]
		dump = bytes.Clone(dump)
	}
	best, goroutines := math.Inf(1), 0
	for range max(runs, 1) {
		start := time.Now()
		if goroutines, err = library.read(dump); err != nil {
			return err
		}
		best = min(best, time.Since(start).Seconds())
	}
	fmt.Println("bytes", len(dump))
	fmt.Println("goroutines", goroutines)
	fmt.Println("seconds", best)
	// The file is in memory, so that reading it takes no time; it does not count.
	if peak := peak(); peak > 0 {
		fmt.Println("peak_bytes", peak-size)
	}
	return nil
}

func parse(dump []byte) (int, error) {
	// What it could not read is in the errors; the rest counts.
	goroutines, _ := gostackparse.Parse(bytes.NewReader(dump))
	return len(goroutines), nil
}

func parseAndGroup(dump []byte) (int, error) {
	opts := stack.DefaultOpts()
	// Otherwise it would look for the sources on this machine, and read those that it finds.
	opts.GuessPaths, opts.AnalyzeSources = false, false
	snapshot, _, err := stack.ScanSnapshot(bytes.NewReader(dump), io.Discard, opts)
	if err != nil && err != io.EOF {
		return 0, err
	}
	if snapshot == nil {
		return 0, nil
	}
	goroutines := 0
	for _, bucket := range snapshot.Aggregate(stack.AnyPointer).Buckets {
		goroutines += len(bucket.IDs)
	}
	return goroutines, nil
}

// peak is the most memory that this process has had at a time, in bytes; 0 where the system does not tell.
func peak() int {
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kib, _ := strconv.Atoi(fields[1])
			return kib << 10
		}
	}
	return 0
}
