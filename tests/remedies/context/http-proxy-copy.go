package p

import "net"

var client, backend net.Conn
