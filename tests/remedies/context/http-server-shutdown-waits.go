package p

import "net/http"

var srv *http.Server

var quit chan struct{}
