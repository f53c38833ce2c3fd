package p

func do() error { return nil }
