package p

import (
	"context"

	"golang.org/x/sync/singleflight"
)

var (
	g    singleflight.Group
	base context.Context
)
