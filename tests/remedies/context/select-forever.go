package p

import "net/http"

var srv *http.Server

func start(*http.Server) {}
