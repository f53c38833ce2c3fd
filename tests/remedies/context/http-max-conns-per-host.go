package p

import "errors"

var errUpstream = errors.New("upstream")
