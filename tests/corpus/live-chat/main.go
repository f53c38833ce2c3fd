// A chat server with gorilla/websocket. Without -pings nobody notices a user who has gone. With
// -news it sends more than some users read, and the hub waits for each of them.
package main

import (
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const wait = 60 * time.Second

var pings = flag.Bool("pings", false, "ping, and give up on users that do not answer")

type user struct {
	conn *websocket.Conn
	send chan []byte
}

type hub struct {
	mu    sync.Mutex
	users []*user
}

// broadcast hands a message to one user after the other.
func (h *hub) broadcast(message []byte) {
	h.mu.Lock()
	users := append([]*user(nil), h.users...)
	h.mu.Unlock()
	for _, user := range users {
		user.send <- message
	}
}

func (h *hub) serve(w http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	u := &user{conn, make(chan []byte, 4)}
	h.mu.Lock()
	h.users = append(h.users, u)
	h.mu.Unlock()
	go u.writePump()
	go u.readPump()
}

func (u *user) readPump() {
	defer u.conn.Close()
	if *pings {
		u.conn.SetReadDeadline(time.Now().Add(wait))
		u.conn.SetPongHandler(func(string) error { return u.conn.SetReadDeadline(time.Now().Add(wait)) })
	}
	for {
		if _, _, err := u.conn.ReadMessage(); err != nil {
			return
		}
	}
}

func (u *user) writePump() {
	defer u.conn.Close()
	ticker := time.NewTicker(wait / 3)
	defer ticker.Stop()
	for {
		select {
		case message := <-u.send:
			if err := u.conn.WriteMessage(websocket.TextMessage, message); err != nil {
				return
			}
		case <-ticker.C:
			if !*pings {
				continue
			}
			if err := u.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(wait)); err != nil {
				return
			}
		}
	}
}

func main() {
	news := flag.Bool("news", false, "send all the time")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	h := &hub{}
	mux := http.NewServeMux()
	mux.HandleFunc("/ws", h.serve)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println("serve", listener.Addr())
	go http.Serve(listener, mux)
	time.Sleep(2 * time.Second)
	if *news {
		go func() {
			for {
				h.broadcast(make([]byte, 1<<18))
			}
		}()
	}
	time.Sleep(5 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
