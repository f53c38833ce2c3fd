// Package sarama declares what the snippets use of IBM/sarama v1.43.3.
package sarama

type Config struct {
	Producer struct {
		Return struct{ Successes, Errors bool }
	}
}

type ProducerMessage struct{ Topic string }

type ProducerError struct{ Msg *ProducerMessage }

func (pe ProducerError) Error() string { panic(0) }

type SyncProducer interface {
	SendMessage(msg *ProducerMessage) (partition int32, offset int64, err error)
	Close() error
}

type AsyncProducer interface {
	Input() chan<- *ProducerMessage
	Errors() <-chan *ProducerError
	Close() error
}

func NewSyncProducer(addrs []string, config *Config) (SyncProducer, error) { panic(0) }
func NewAsyncProducer(addrs []string, conf *Config) (AsyncProducer, error) { panic(0) }
