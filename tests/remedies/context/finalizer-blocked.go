package p

type X struct{ done chan struct{} }

func (x *X) Close() {}

var x *X
