package p

import "github.com/quic-go/quic-go/http3"
