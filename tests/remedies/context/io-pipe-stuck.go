package p

import (
	"errors"
	"io"
)

var (
	pr         *io.PipeReader
	errStopped = errors.New("stopped")
)
