package p

type event struct{}

var events chan event

func handle(event) {}
