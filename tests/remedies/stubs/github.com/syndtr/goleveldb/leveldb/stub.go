// Package leveldb declares what the snippets use of syndtr/goleveldb v1.0.0.
package leveldb

import "github.com/syndtr/goleveldb/leveldb/opt"

type DB struct{}

func OpenFile(path string, o *opt.Options) (db *DB, err error)               { panic(0) }
func (db *DB) Get(key []byte, ro *opt.ReadOptions) (value []byte, err error) { panic(0) }
