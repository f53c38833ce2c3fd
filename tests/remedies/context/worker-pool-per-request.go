package p

import ants "github.com/panjf2000/ants/v2"

type Item struct{}

func process(Item) {}
