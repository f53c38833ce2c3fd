package p

import "iter"

var seq iter.Seq[int]

func around() (int, bool)
