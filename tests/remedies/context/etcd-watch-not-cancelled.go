package p

import clientv3 "go.etcd.io/etcd/client/v3"
