package p

func sync() {}
