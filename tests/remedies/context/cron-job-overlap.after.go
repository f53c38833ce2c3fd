package p

import "context"

func sync(context.Context) {}
