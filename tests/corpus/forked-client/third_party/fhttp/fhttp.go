// Package fhttp is a client with the structure and the names of net/http's: a Transport with a pool
// of persistConns, each with a readLoop and a writeLoop.
package fhttp

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
)

// Transport is a pool of connections.
type Transport struct {
	idle []*persistConn
}

type persistConn struct {
	conn    net.Conn
	br      *bufio.Reader
	writech chan string
	reqch   chan chan error
	closech chan struct{}
}

// Get makes one request and puts the connection into the pool.
func (t *Transport) Get(addr, path string) error {
	dialled := make(chan *persistConn, 1)
	go t.dialConnFor(addr, dialled)
	pc := <-dialled
	if pc == nil {
		return fmt.Errorf("cannot dial %s", addr)
	}
	defer func() { t.idle = append(t.idle, pc) }()
	return pc.roundTrip(fmt.Sprintf("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, addr))
}

func (t *Transport) dialConnFor(addr string, dialled chan<- *persistConn) {
	pc, err := t.dialConn(addr)
	if err != nil {
		pc = nil
	}
	dialled <- pc
}

func (t *Transport) dialConn(addr string) (*persistConn, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	pc := &persistConn{
		conn:    conn,
		writech: make(chan string, 1),
		reqch:   make(chan chan error, 1),
		closech: make(chan struct{}),
	}
	pc.br = bufio.NewReader(pc)
	go pc.readLoop()
	go pc.writeLoop()
	return pc, nil
}

func (pc *persistConn) roundTrip(request string) error {
	done := make(chan error, 1)
	pc.writech <- request
	pc.reqch <- done
	return <-done
}

func (pc *persistConn) Read(p []byte) (int, error) { return pc.conn.Read(p) }

func (pc *persistConn) readLoop() {
	defer close(pc.closech)
	for {
		if _, err := pc.br.Peek(1); err != nil {
			return
		}
		done := <-pc.reqch
		resp, err := http.ReadResponse(pc.br, nil)
		if err == nil {
			_, err = io.Copy(io.Discard, resp.Body)
		}
		done <- err
	}
}

func (pc *persistConn) writeLoop() {
	for {
		select {
		case request := <-pc.writech:
			io.WriteString(pc.conn, request)
		case <-pc.closech:
			return
		}
	}
}
