package p

import "time"

var (
	tick  <-chan time.Time
	mount string
)

func probe(string) {}
