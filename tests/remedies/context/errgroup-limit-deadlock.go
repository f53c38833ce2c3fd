package p

import "golang.org/x/sync/errgroup"

var (
	g        *errgroup.Group
	dir, sub string
)

func walk(g *errgroup.Group, dir string) error { return nil }
