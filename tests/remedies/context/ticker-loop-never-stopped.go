package p

type cache struct{ done chan struct{} }

func (c *cache) refresh() {}

var c *cache
