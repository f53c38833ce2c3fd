package p

import "context"

func slow(context.Context) (any, error) { return nil, nil }
