// Peer is the other end of every corpus program: the upstream of the clients, the clients of
// the servers. It runs as a process of its own, so that a dump shows one side only.
//
//	peer serve                  listens, prints one NAME=host:port line per listener, then "ready"
//	peer client KIND=N… ADDR    opens N connections of each KIND to ADDR, then prints "ready"
package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

func main() {
	switch {
	case len(os.Args) == 2 && os.Args[1] == "serve":
		serve()
	case len(os.Args) >= 4 && os.Args[1] == "client":
		last := len(os.Args) - 1
		for _, kind := range os.Args[2:last] {
			connect(kind, os.Args[last])
		}
	default:
		fmt.Fprintln(os.Stderr, "usage: peer serve | peer client KIND=N… ADDR")
		os.Exit(2)
	}
	fmt.Println("ready")
	time.Sleep(24 * time.Hour) // not select {}: without a goroutine that can wake, Go ends the process
}

// serve starts every listener a client program may want.
func serve() {
	plain := listen("0.0.0.0:0") // all of 127.0.0.0/8: many hosts with one listener
	fmt.Printf("PEER_PORT=%d\n", plain.Addr().(*net.TCPAddr).Port)
	go http.Serve(plain, routes())

	secure := listen("0.0.0.0:0")
	fmt.Printf("PEER_TLS=127.0.0.1:%d\n", secure.Addr().(*net.TCPAddr).Port)
	server := &http.Server{Handler: routes(), TLSConfig: &tls.Config{Certificates: []tls.Certificate{selfSigned()}}}
	go server.ServeTLS(secure, "", "")

	deaf := listen("127.0.0.1:0")
	fmt.Printf("PEER_H2_DEAF=%s\n", deaf.Addr())
	config := &tls.Config{Certificates: server.TLSConfig.Certificates, NextProtos: []string{"h2"}}
	go acceptDeafHTTP2(tls.NewListener(deaf, config))

	mute := listen("127.0.0.1:0")
	fmt.Printf("PEER_MUTE=%s\n", mute.Addr())
	go acceptAndIgnore(mute)

	fmt.Printf("PEER_FULL=%s\n", fullListener())
}

func listen(addr string) net.Listener {
	listener, err := net.Listen("tcp4", addr)
	check(err)
	return listener
}

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, `{"ok":true}`) })
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte(strings.Repeat("0123456789abcde\n", 64*number(r, "kb", 4))))
	})
	mux.HandleFunc("/error", func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "the shelf is being restocked, try later", http.StatusServiceUnavailable)
	})
	mux.HandleFunc("/hang", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/wait", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(time.Duration(number(r, "ms", 100)) * time.Millisecond):
			fmt.Fprintln(w, `{"events":[]}`)
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/stream", func(w http.ResponseWriter, r *http.Request) {
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(w, "event %d\n", i); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(time.Duration(number(r, "every", 1000)) * time.Millisecond)
		}
	})
	mux.HandleFunc("/upgrade", upgrade)
	return mux
}

// upgrade switches protocols and then says nothing, whatever happens.
func upgrade(w http.ResponseWriter, r *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	check(err)
	io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: tunnel\r\n\r\n")
	keep(conn)
}

func number(r *http.Request, key string, otherwise int) int {
	if n, err := strconv.Atoi(r.FormValue(key)); err == nil {
		return n
	}
	return otherwise
}

// acceptAndIgnore keeps connections open without ever reading from them.
func acceptAndIgnore(listener net.Listener) {
	var kept []net.Conn
	for {
		conn, err := listener.Accept()
		check(err)
		kept = append(kept, conn)
		_ = kept
	}
}

// acceptDeafHTTP2 offers windows as large as they can be and then never reads again, so that clients
// block in the kernel and not at a window.
func acceptDeafHTTP2(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		check(err)
		go func() {
			settings := "\x00\x00\x0c\x04\x00\x00\x00\x00\x00" + // SETTINGS: streams, window
				"\x00\x03\x00\x00\x03\xe8" + "\x00\x04\x7f\xff\xff\xff"
			window := "\x00\x00\x04\x08\x00\x00\x00\x00\x00" + "\x7f\xff\x00\x00"
			io.WriteString(conn, settings+window)
			keep(conn)
		}()
	}
}

// fullListener returns an address whose accept queue is full, so that connect() hangs.
func fullListener() string {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	check(err)
	check(syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	check(syscall.Listen(fd, 0))
	name, err := syscall.Getsockname(fd)
	check(err)
	addr := fmt.Sprintf("127.0.0.1:%d", name.(*syscall.SockaddrInet4).Port)
	for i := 0; i < 4; i++ {
		go net.DialTimeout("tcp4", addr, time.Hour)
	}
	time.Sleep(200 * time.Millisecond)
	return addr
}

func selfSigned() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		NotAfter:     time.Now().Add(24 * time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	check(err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// connect opens the connections of one KIND=N argument and keeps them.
func connect(kind, addr string) {
	name, count, _ := strings.Cut(kind, "=")
	n, err := strconv.Atoi(count)
	check(err)
	for i := 0; i < n; i++ {
		if name == "h2" || name == "h2deaf" {
			connectHTTP2(addr, name == "h2deaf")
			continue
		}
		conn, err := net.Dial("tcp4", addr)
		check(err)
		switch name {
		case "idle": // one complete request, then silence on an open connection
			fmt.Fprintf(conn, "GET /ok HTTP/1.1\r\nHost: %s\r\n\r\n", addr)
			resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
			check(err)
			resp.Body.Close()
		case "call": // one complete request on a connection that ends with it
			fmt.Fprintf(conn, "GET /ok HTTP/1.0\r\nHost: %s\r\n\r\n", addr)
			_, err := io.Copy(io.Discard, conn)
			check(err)
		case "header": // a request header that never ends
			fmt.Fprintf(conn, "GET /ok HTTP/1.1\r\nHost: %s\r\nX-Trace: ", addr)
		case "busy": // a request whose handler takes long
			fmt.Fprintf(conn, "GET /report HTTP/1.1\r\nHost: %s\r\n\r\n", addr)
		case "upload": // a body that stops half-way
			fmt.Fprintf(conn, "POST /import HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000\r\n\r\nhalf", addr)
		case "deaf": // a long answer that is not read
			fmt.Fprintf(conn, "GET /page?kb=32768 HTTP/1.1\r\nHost: %s\r\n\r\n", addr)
		case "quit": // the same, from a client that then gives up
			fmt.Fprintf(conn, "GET /report HTTP/1.1\r\nHost: %s\r\n\r\n", addr)
			time.Sleep(20 * time.Millisecond)
			conn.Close()
		case "gone": // a few bytes, then the client has gone
			fmt.Fprintln(conn, "hello")
			time.Sleep(20 * time.Millisecond)
			conn.Close()
		case "upgrade", "halfclosed": // a connection that leaves HTTP, whole or half
			fmt.Fprintf(conn, "GET /upgrade HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: tunnel\r\n\r\n", addr)
			_, err := http.ReadResponse(bufio.NewReader(conn), nil)
			check(err)
			if name == "halfclosed" {
				check(conn.(*net.TCPConn).CloseWrite())
			}
		case "ws", "wslive": // a websocket whose client says nothing; a live one answers pings
			fmt.Fprintf(conn, "GET /ws HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
				"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", addr)
			frames := bufio.NewReader(conn)
			_, err := http.ReadResponse(frames, nil)
			check(err)
			if name == "wslive" {
				go answerPings(conn, frames)
			}
		case "mute": // a connection without a request
		default:
			check(fmt.Errorf("unknown kind of connection: %s", name))
		}
		keep(conn)
	}
}

// answerPings reads short websocket frames and answers each ping with a pong.
func answerPings(conn net.Conn, frames *bufio.Reader) {
	for {
		head := make([]byte, 2)
		if _, err := io.ReadFull(frames, head); err != nil {
			return
		}
		if _, err := io.CopyN(io.Discard, frames, int64(head[1]&0x7f)); err != nil {
			return
		}
		if head[0]&0xf == 9 {
			conn.Write([]byte{0x8a, 0x80, 0, 0, 0, 0}) // an empty pong with a mask of zeros
		}
	}
}

// connectHTTP2 makes one request over HTTP/2 and leaves the connection open; a deaf client asks for
// a long answer and does not read it.
func connectHTTP2(addr string, deaf bool) {
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
		ForceAttemptHTTP2: true,
	}}
	if deaf {
		resp, err := client.Get("https://" + addr + "/page?kb=32768")
		check(err)
		unread = append(unread, resp)
		return
	}
	resp, err := client.Get("https://" + addr + "/ok")
	check(err)
	_, err = io.Copy(io.Discard, resp.Body)
	check(err)
	resp.Body.Close()
}

// kept and unread keep connections from being closed by the collector.
var (
	mu     sync.Mutex
	kept   []net.Conn
	unread []*http.Response
)

func keep(conn net.Conn) {
	mu.Lock()
	defer mu.Unlock()
	kept = append(kept, conn)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(1)
	}
}
