// Two mistakes in one service: exchange rates are asked with a Transport per call, and the bodies of
// a health check are forgotten. A third client is healthy.
package main

import (
	"fmt"
	"io"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

var shared = &http.Client{Timeout: 5 * time.Second}

func rate(url string) error {
	client := &http.Client{Transport: &http.Transport{}}
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func healthy(url string) bool {
	resp, err := http.Get(url)
	return err == nil && resp.StatusCode == http.StatusOK // the body is forgotten
}

func rows(url string) error {
	resp, err := shared.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func main() {
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	base := "http://127.0.0.1:" + os.Getenv("PEER_PORT")
	for i := 0; i < 20; i++ {
		if err := rate(base + "/ok"); err != nil {
			panic(err)
		}
		if i < 15 {
			healthy(base + "/page?kb=8")
		}
	}
	for i := 0; i < 2; i++ {
		go func() {
			for {
				if err := rows(base + "/wait?ms=100"); err != nil {
					panic(err)
				}
			}
		}()
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
