// HTTP/2 bodies that nobody reads. With -upload, clients whose server does not read their bodies:
// they wait for the window. Without, a server whose clients do not read: so do its handlers.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"math/big"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"strings"
	"time"
)

var client = &http.Client{Transport: &http.Transport{
	ForceAttemptHTTP2: true,
	TLSClientConfig:   &tls.Config{InsecureSkipVerify: true},
}}

func upload(url string) error {
	resp, err := client.Post(url, "text/plain", strings.NewReader(strings.Repeat("x", 8<<20)))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func page(w http.ResponseWriter, r *http.Request) {
	line := []byte(strings.Repeat("x", 1<<16))
	for i := 0; i < 1<<9; i++ {
		if _, err := w.Write(line); err != nil {
			return
		}
	}
}

func serve() {
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("/page", page)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	server := &http.Server{Handler: mux, TLSConfig: &tls.Config{Certificates: []tls.Certificate{selfSigned()}}}
	fmt.Println("serve", listener.Addr())
	go server.ServeTLS(listener, "", "")
}

func selfSigned() tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		panic(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func main() {
	n := flag.Int("upload", 0, "uploads; 0 to serve")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	for i := 0; i < *n; i++ {
		go upload("https://" + os.Getenv("PEER_TLS") + "/hang")
	}
	if *n == 0 {
		serve()
	}
	time.Sleep(5 * time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
