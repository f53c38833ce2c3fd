// TLS handshakes that the other end does not continue, on connections of the program's own: as the
// client, as the server, and as an HTTPS server without ReadHeaderTimeout.
package main

import (
	"crypto/tls"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"time"
)

// login connects to the directory.
func login(addr string) error {
	conn, err := tls.Dial("tcp4", addr, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return err
	}
	return conn.Close()
}

// admit lets a client in.
func admit(conn net.Conn) {
	defer conn.Close()
	if err := conn.(*tls.Conn).Handshake(); err != nil {
		return
	}
	io.Copy(io.Discard, conn)
}

// noCertificate is never called: the clients do not say hello.
func noCertificate(*tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, io.EOF }

func accept(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go admit(conn)
	}
}

func main() {
	n := flag.Int("n", 0, "logins; 0 to serve")
	https := flag.Bool("https", false, "serve HTTPS")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		go login(os.Getenv("PEER_MUTE"))
	}
	if *n == 0 {
		config := &tls.Config{GetCertificate: noCertificate, NextProtos: []string{"http/1.1"}}
		listener, err := tls.Listen("tcp4", "127.0.0.1:0", config)
		if err != nil {
			panic(err)
		}
		if *https {
			go http.Serve(listener, nil)
		} else {
			go accept(listener)
		}
		fmt.Println("serve", listener.Addr())
	}
	time.Sleep(3 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
