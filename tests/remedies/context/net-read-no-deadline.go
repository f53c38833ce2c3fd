package p

import "errors"

var (
	ch         chan []byte
	errTimeout = errors.New("timeout")
)

func use([]byte) {}
