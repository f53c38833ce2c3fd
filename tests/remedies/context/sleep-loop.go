package p

func ready() bool { return false }
