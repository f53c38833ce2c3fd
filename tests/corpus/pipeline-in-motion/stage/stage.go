// Package stage has the parts of a pipeline.
package stage

import (
	"io"
	"net/http"
	"strings"
	"time"
)

// Row is what flows.
type Row struct {
	ID      int
	Address string
}

// Source makes rows for as long as somebody takes them.
func Source() <-chan Row {
	out := make(chan Row)
	go func() {
		for id := 0; ; id++ {
			out <- Row{id, "  12 Harbour Street  "}
		}
	}()
	return out
}

// Map applies work to every row, on width goroutines.
func Map(in <-chan Row, width int, work func(Row) Row) <-chan Row {
	out := make(chan Row)
	for i := 0; i < width; i++ {
		go func() {
			for row := range in {
				out <- work(row)
			}
		}()
	}
	return out
}

// Drain applies work to every row and keeps nothing.
func Drain(in <-chan Row, width int, work func(Row) Row) {
	for i := 0; i < width; i++ {
		go func() {
			for row := range in {
				work(row)
			}
		}()
	}
}

// Normalise is quick.
func Normalise(row Row) Row {
	row.Address = strings.TrimSpace(row.Address)
	return row
}

// Throttled takes pace for each row.
func Throttled(pace time.Duration) func(Row) Row {
	return func(row Row) Row {
		time.Sleep(pace)
		return row
	}
}

// Lookup asks a server about each row.
func Lookup(url string) func(Row) Row {
	client := &http.Client{Timeout: 10 * time.Second}
	return func(row Row) Row {
		resp, err := client.Get(url)
		if err != nil {
			return row
		}
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
		return row
	}
}
