package p

// C stands for the package of cgo, which would need a C compiler.
var C struct {
	fetch         func(handle)
	fetch_timeout func(h handle, milliseconds int)
}

type handle int

var (
	h     handle
	slots chan struct{}
)
