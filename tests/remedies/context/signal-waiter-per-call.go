package p

import "context"

func serve(context.Context) {}
