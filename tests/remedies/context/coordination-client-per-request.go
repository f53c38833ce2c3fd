package p

import "github.com/go-zookeeper/zk"

var servers []string
