package p

import (
	"crypto/tls"
	"net"
)

var (
	raw    net.Conn
	config *tls.Config
)
