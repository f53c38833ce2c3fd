package p

type queue struct{ jobs chan job }

func (q *queue) run() {}

type job struct{}

var j job
