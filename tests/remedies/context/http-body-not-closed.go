package p

var out struct{}
