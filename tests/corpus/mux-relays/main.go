// Reports over multiplexed connections, with yamux or smux. Each makes a session, closes its stream
// and leaves the session. With -shared one session carries all. The server is this program once more,
// as a process of its own.
package main

import (
	"bufio"
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

	"github.com/hashicorp/yamux"
	"github.com/xtaci/smux"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// opener is a session of either library.
type opener func() (io.ReadWriteCloser, error)

func yamuxSession(addr string) opener {
	conn, err := net.Dial("tcp4", addr)
	check(err)
	session, err := yamux.Client(conn, nil)
	check(err)
	return func() (io.ReadWriteCloser, error) { return session.Open() }
}

func smuxSession(addr string) opener {
	conn, err := net.Dial("tcp4", addr)
	check(err)
	session, err := smux.Client(conn, nil)
	check(err)
	return func() (io.ReadWriteCloser, error) { return session.Open() }
}

// report closes its stream, not the session.
func report(open opener) error {
	stream, err := open()
	if err != nil {
		return err
	}
	defer stream.Close()
	_, err = io.WriteString(stream, "up\n")
	return err
}

// serve takes sessions and streams until standard input ends.
func serve(isSmux bool) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	check(err)
	fmt.Println(listener.Addr())
	go func() {
		for {
			conn, err := listener.Accept()
			check(err)
			if isSmux {
				session, err := smux.Server(conn, nil)
				check(err)
				go take(func() (io.ReadWriteCloser, error) { return session.AcceptStream() })
				continue
			}
			session, err := yamux.Server(conn, nil)
			check(err)
			go take(func() (io.ReadWriteCloser, error) { return session.AcceptStream() })
		}
	}()
	io.Copy(io.Discard, os.Stdin)
}

func take(accept opener) {
	for {
		stream, err := accept()
		if err != nil {
			return
		}
		go func() {
			io.Copy(io.Discard, stream)
			stream.Close()
		}()
	}
}

// stdin is the server's; it must not be collected.
var stdin io.Closer

// server starts this program as the server and returns its address.
func server(args ...string) string {
	command := exec.Command(os.Args[0], args...)
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
	isSmux := flag.Bool("smux", false, "smux instead of yamux")
	n := flag.Int("n", 24, "reports")
	shared := flag.Bool("shared", false, "one session for all")
	flag.Parse()
	if *isServer {
		serve(*isSmux)
		return
	}
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	addr := server("-serve", fmt.Sprintf("-smux=%v", *isSmux))
	session := yamuxSession
	if *isSmux {
		session = smuxSession
	}
	one := session(addr)
	for i := 0; i < *n; i++ {
		if *shared {
			check(report(one))
		} else {
			check(report(session(addr)))
		}
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	time.Sleep(time.Hour)
	check(report(one))
}
