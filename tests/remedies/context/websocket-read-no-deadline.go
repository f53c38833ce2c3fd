package p

import "github.com/gorilla/websocket"

var conn *websocket.Conn

func handle([]byte) {}
