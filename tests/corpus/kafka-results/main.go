// A producer for Kafka that reports successes. With -unread nobody receives them; otherwise nothing is wrong.
package main

import (
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"

	"github.com/Shopify/sarama"
)

// report ends the program when the broker that runs in it fails.
type report struct{}

func (report) Error(args ...interface{})            { panic(fmt.Sprint(args...)) }
func (report) Errorf(f string, args ...interface{}) { panic(fmt.Sprintf(f, args...)) }
func (report) Fatal(args ...interface{})            { panic(fmt.Sprint(args...)) }
func (report) Fatalf(f string, args ...interface{}) { panic(fmt.Sprintf(f, args...)) }

func main() {
	unread := flag.Bool("unread", false, "receive no successes")
	n := flag.Int("n", 600, "messages")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	broker := sarama.NewMockBroker(report{}, 1)
	broker.SetHandlerByMap(map[string]sarama.MockResponse{
		"MetadataRequest": sarama.NewMockMetadataResponse(report{}).SetBroker(broker.Addr(), broker.BrokerID()).
			SetLeader("audit", 0, broker.BrokerID()),
		"ProduceRequest": sarama.NewMockProduceResponse(report{}),
	})
	config := sarama.NewConfig()
	config.Producer.Return.Successes = true
	producer, err := sarama.NewAsyncProducer([]string{broker.Addr()}, config)
	if err != nil {
		panic(err)
	}
	if !*unread {
		go func() {
			for range producer.Successes() {
			}
		}()
	}
	go func() {
		for i := 0; i < *n; i++ {
			producer.Input() <- &sarama.ProducerMessage{Topic: "audit", Value: sarama.StringEncoder("one")}
		}
	}()
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
