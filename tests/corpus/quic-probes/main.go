// Probes over QUIC. Each makes a transport with a socket of its own and closes the connection, but not
// the transport. With -shared one transport serves all. The server is this program once more, as a
// process of its own.
package main

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/quic-go/quic-go"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func transport() *quic.Transport {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	check(err)
	return &quic.Transport{Conn: conn}
}

// probe closes the connection, which does not close the transport.
func probe(t *quic.Transport, addr net.Addr) error {
	config := &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"probe"}}
	conn, err := t.Dial(context.Background(), addr, config, nil)
	if err != nil {
		return err
	}
	return conn.CloseWithError(0, "")
}

// serve takes connections until standard input ends.
func serve() {
	config := &tls.Config{Certificates: []tls.Certificate{selfSigned()}, NextProtos: []string{"probe"}}
	listener, err := quic.ListenAddr("127.0.0.1:0", config, nil)
	check(err)
	fmt.Println(listener.Addr())
	go func() {
		for {
			_, err := listener.Accept(context.Background())
			check(err)
		}
	}()
	io.Copy(io.Discard, os.Stdin)
}

func selfSigned() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	check(err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// stdin is the server's; it must not be collected.
var stdin io.Closer

// server starts this program as the server and returns its address.
func server() string {
	command := exec.Command(os.Args[0], "-serve")
	var err error
	stdin, err = command.StdinPipe() // ends with this process, and the server with it
	check(err)
	output, err := command.StdoutPipe()
	check(err)
	check(command.Start())
	addr, err := bufio.NewReader(output).ReadString('\n')
	check(err)
	return strings.TrimSpace(addr)
}

func main() {
	isServer := flag.Bool("serve", false, "be the server")
	n := flag.Int("n", 30, "probes")
	shared := flag.Bool("shared", false, "one transport for all")
	flag.Parse()
	if *isServer {
		serve()
		return
	}
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	addr, err := net.ResolveUDPAddr("udp4", server())
	check(err)
	one := transport()
	for i := 0; i < *n; i++ {
		if *shared {
			check(probe(one, addr))
		} else {
			check(probe(transport(), addr))
		}
	}
	time.Sleep(2 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	time.Sleep(time.Hour)
	one.Close()
}
