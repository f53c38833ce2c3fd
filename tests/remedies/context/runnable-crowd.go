package p

type item struct{}

var items []item

func process(item) {}
