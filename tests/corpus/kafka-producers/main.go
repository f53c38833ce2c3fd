// A service that sends clicks to Kafka. With -per-request each request makes a producer and forgets it;
// otherwise nothing is wrong.
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

	"github.com/Shopify/sarama"
)

var addr string

// report ends the program when the broker that runs in it fails.
type report struct{}

func (report) Error(args ...interface{})            { panic(fmt.Sprint(args...)) }
func (report) Errorf(f string, args ...interface{}) { panic(fmt.Sprintf(f, args...)) }
func (report) Fatal(args ...interface{})            { panic(fmt.Sprint(args...)) }
func (report) Fatalf(f string, args ...interface{}) { panic(fmt.Sprintf(f, args...)) }

// kept is what the program made at its start and uses to its end.
var kept []sarama.SyncProducer

func open(int) sarama.SyncProducer {
	config := sarama.NewConfig()
	config.Producer.Return.Successes = true
	producer, err := sarama.NewSyncProducer([]string{addr}, config)
	if err != nil {
		panic(err)
	}
	return producer
}

func use(it sarama.SyncProducer) {
	_ = it
}

func handle(i int, perRequest bool) {
	it := kept[i%len(kept)]
	if perRequest {
		it = open(i)
	}
	use(it)
}

func main() {
	perRequest := flag.Bool("per-request", false, "a producer per request")
	n := flag.Int("n", 60, "requests")
	design := flag.Int("design", 1, "made at the start")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	broker := sarama.NewMockBroker(report{}, 1)
	broker.SetHandlerByMap(map[string]sarama.MockResponse{
		"MetadataRequest": sarama.NewMockMetadataResponse(report{}).SetBroker(broker.Addr(), broker.BrokerID()),
	})
	addr = broker.Addr()
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
