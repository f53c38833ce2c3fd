// A client that connects on first use, through sync.Once. The other end accepts and never speaks,
// so the first caller stays in its greeting, and all others behind it. With -recursive the
// initialiser asks for its own result. With -slow nothing is wrong: a large file takes a while.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"sync"
	"time"
)

type client struct {
	addr string
	how  string
	once sync.Once
	conn net.Conn
	err  error
}

// connection connects on the first call.
func (c *client) connection() (net.Conn, error) {
	c.once.Do(c.connect)
	return c.conn, c.err
}

func (c *client) connect() {
	switch c.how {
	case "slow":
		time.Sleep(40 * time.Second)
	case "recursive":
		c.conn, c.err = c.connection()
	default:
		c.conn, c.err = net.Dial("tcp", c.addr)
		if c.err == nil {
			_, c.err = bufio.NewReader(c.conn).ReadString('\n') // no deadline
		}
	}
}

func (c *client) ping() error {
	conn, err := c.connection()
	if err != nil || conn == nil {
		return err
	}
	_, err = fmt.Fprintln(conn, "PING")
	return err
}

func main() {
	how := flag.String("how", "mute", "mute, recursive or slow")
	n := flag.Int("n", 15, "callers")
	flag.Parse()
	go http.ListenAndServe(os.Getenv("DEBUG_ADDR"), nil)

	c := &client{addr: os.Getenv("PEER_MUTE"), how: *how}
	for i := 0; i < *n; i++ {
		go c.ping()
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(time.Second)
	runtime.GC()
	fmt.Println("ready")
	select {}
}
