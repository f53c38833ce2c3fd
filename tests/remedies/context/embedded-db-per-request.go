package p

import "github.com/syndtr/goleveldb/leveldb"
