package p

import "github.com/IBM/sarama"

var (
	brokers []string
	config  *sarama.Config
)
