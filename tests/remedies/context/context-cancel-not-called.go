package p

import "context"

var parent context.Context

func call(context.Context) error { return nil }
