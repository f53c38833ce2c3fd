package p

import nats "github.com/nats-io/nats.go"
