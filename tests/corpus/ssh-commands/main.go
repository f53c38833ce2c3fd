// Commands over SSH. Each dials anew and closes its session, but not the client. With -shared one
// client runs all of them. The server is this program once more, as a process of its own.
package main

import (
	"bufio"
	"crypto/ed25519"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func dial(addr string) (*ssh.Client, error) {
	return ssh.Dial("tcp", addr, &ssh.ClientConfig{
		User:            "deploy",
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
}

// uptime closes the session and forgets the connection.
func uptime(addr string) error {
	client, err := dial(addr)
	if err != nil {
		return err
	}
	return run(client)
}

func run(client *ssh.Client) error {
	session, err := client.NewSession()
	if err != nil {
		return err
	}
	defer session.Close()
	return session.Run("uptime")
}

// serve answers every command with success, until standard input ends.
func serve() {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	check(err)
	signer, err := ssh.NewSignerFromKey(key)
	check(err)
	config := &ssh.ServerConfig{NoClientAuth: true}
	config.AddHostKey(signer)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	check(err)
	fmt.Println(listener.Addr())
	go func() {
		for {
			conn, err := listener.Accept()
			check(err)
			go serveConn(conn, config)
		}
	}()
	io.Copy(io.Discard, os.Stdin)
}

func serveConn(conn net.Conn, config *ssh.ServerConfig) {
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for offered := range channels {
		channel, requests, err := offered.Accept()
		check(err)
		go func() {
			for request := range requests {
				request.Reply(request.Type == "exec", nil)
				channel.SendRequest("exit-status", false, []byte{0, 0, 0, 0})
				channel.Close()
			}
		}()
	}
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
	n := flag.Int("n", 30, "commands")
	shared := flag.Bool("shared", false, "one client for all")
	flag.Parse()
	if *isServer {
		serve()
		return
	}
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	addr := server()
	client, err := dial(addr)
	check(err)
	for i := 0; i < *n; i++ {
		if *shared {
			check(run(client))
		} else {
			check(uptime(addr))
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	time.Sleep(time.Hour)
	client.Close()
}
