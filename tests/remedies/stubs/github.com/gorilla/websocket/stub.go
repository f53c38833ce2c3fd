// Package websocket declares what the snippets use of gorilla/websocket v1.5.3.
package websocket

import "time"

const TextMessage = 1

type Conn struct{}

func (c *Conn) ReadMessage() (messageType int, p []byte, err error) { panic(0) }
func (c *Conn) WriteMessage(messageType int, data []byte) error     { panic(0) }
func (c *Conn) SetReadDeadline(t time.Time) error                   { panic(0) }
func (c *Conn) SetWriteDeadline(t time.Time) error                  { panic(0) }
func (c *Conn) SetPongHandler(h func(appData string) error)         { panic(0) }
