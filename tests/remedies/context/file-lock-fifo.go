package p

var fd int
