package p

import "github.com/gorilla/websocket"

var (
	conn   *websocket.Conn
	client *subscriber
	hub    *room
)

type subscriber struct{ send chan []byte }

type room struct{}

func (*room) drop(*subscriber) {}
