// A service that reads its configuration with viper. With -per-request each request loads and watches
// it again; otherwise nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/spf13/viper"
)

var file string

// kept is what the program made at its start and uses to its end.
var kept []*viper.Viper

func open(int) *viper.Viper {
	it := viper.New()
	it.SetConfigFile(file)
	if err := it.ReadInConfig(); err != nil {
		panic(err)
	}
	it.WatchConfig()
	return it
}

func use(it *viper.Viper) {
	_ = it.GetString("name")
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "watch with every request")
	n := flag.Int("n", 60, "requests")
	design := flag.Int("design", 1, "made at the start")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	folder, _ := os.MkdirTemp("", "config")
	file = filepath.Join(folder, "config.json")
	os.WriteFile(file, []byte(`{"name": "one"}`), 0o600)
	for i := 0; i < *design; i++ {
		kept = append(kept, open(i))
	}
	var requests sync.WaitGroup
	for i := 0; i < *n; i++ {
		requests.Add(1)
		go func(i int) {
			defer requests.Done()
			handle(i, *perRequest)
		}(i)
		time.Sleep(5 * time.Millisecond)
	}
	requests.Wait()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
