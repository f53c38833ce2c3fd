// A crawler with a semaphore: a channel with room for as many pages as may be fetched at a time.
// With -fault an error path forgets to give its slot back, until nobody gets one. Otherwise nothing
// is wrong: the others wait for their turn.
package main

import (
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

type crawler struct {
	client *http.Client
	slots  chan struct{}
	fault  bool
}

func newCrawler(limit int, fault bool) *crawler {
	return &crawler{&http.Client{Timeout: time.Minute}, make(chan struct{}, limit), fault}
}

// visit fetches one page when there is a slot.
func (c *crawler) visit(url string) error {
	c.slots <- struct{}{}
	resp, err := c.client.Get(url)
	if err != nil {
		<-c.slots
		return err
	}
	defer resp.Body.Close()
	if c.fault && resp.StatusCode >= 400 {
		return errors.New(resp.Status) // the slot is gone
	}
	_, err = io.Copy(io.Discard, resp.Body)
	<-c.slots
	return err
}

// crawl visits all pages, each on a goroutine of its own.
func (c *crawler) crawl(urls []string) {
	for _, url := range urls {
		url := url
		go func() {
			for c.visit(url) == nil {
			}
		}()
	}
}

func main() {
	n := flag.Int("n", 60, "pages")
	limit := flag.Int("limit", 8, "slots")
	ms := flag.Int("ms", 50, "time for a page")
	fault := flag.Bool("fault", false, "do not give back slots")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "http://127.0.0.1:" + os.Getenv("PEER_PORT")
	var urls []string
	for i := 0; i < *n; i++ {
		if *fault {
			urls = append(urls, base+"/error")
		} else {
			urls = append(urls, fmt.Sprintf("%s/wait?ms=%d", base, *ms))
		}
	}
	newCrawler(*limit, *fault).crawl(urls)
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
