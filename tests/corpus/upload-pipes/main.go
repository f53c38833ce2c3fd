// Uploads that are compressed on the way, through io.Pipe. With -fault the reader gives up after
// the first bytes without closing its end. Otherwise nothing is wrong: the readers are slow, or, with
// -logs, wait for lines.
package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// compressed returns a reader of the gzipped content; a goroutine does the work.
func compressed(content io.Reader) *io.PipeReader {
	reader, writer := io.Pipe()
	go func() {
		zip, _ := gzip.NewWriterLevel(writer, gzip.NoCompression)
		_, err := io.Copy(zip, content)
		if err == nil {
			err = zip.Close()
		}
		writer.CloseWithError(err)
	}()
	return reader
}

// upload sends the content at the speed of a slow link.
func upload(content io.Reader, pause time.Duration) error {
	body := compressed(content)
	defer body.Close()
	buf := make([]byte, 512)
	for {
		if _, err := body.Read(buf); err != nil {
			return err
		}
		time.Sleep(pause)
	}
}

// sniff looks at the first bytes and refuses: the mistake is that the pipe stays open.
func sniff(content io.Reader) error {
	body := compressed(content)
	head := make([]byte, 16)
	if _, err := io.ReadFull(body, head); err != nil {
		return err
	}
	return errors.New("unsupported media type")
}

// endless is a backup that does not fit.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// logger returns a writer whose lines go to the log, and are few.
func logger(name string) io.Writer {
	reader, writer := io.Pipe()
	go func() {
		lines := bufio.NewScanner(reader)
		for lines.Scan() {
			fmt.Fprintln(os.Stderr, name, lines.Text())
		}
	}()
	return writer
}

func main() {
	n := flag.Int("n", 12, "uploads")
	pause := flag.Duration("pause", 50*time.Millisecond, "pause between two reads")
	logs := flag.Int("logs", 0, "loggers")
	fault := flag.Bool("fault", false, "leave the pipe")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		if *fault {
			sniff(endless{})
		} else {
			go upload(endless{}, *pause)
		}
	}
	for i := 0; i < *logs; i++ {
		fmt.Fprintln(logger(fmt.Sprint("job ", i)), "started")
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
