package p

import "sync"

type queue struct {
	cond   *sync.Cond
	items  []int
	closed bool
}

func (q *queue) pop() int { return 0 }

var q *queue
