// Package http3 declares what the snippets use of quic-go/quic-go v0.50.0.
package http3

import "net/http"

type Transport struct{}

func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) { panic(0) }
func (t *Transport) Close() error                                        { panic(0) }
