// Package ssh declares what the snippets use of golang.org/x/crypto v0.24.0.
package ssh

type Client struct{ Conn }

type Conn interface {
	SendRequest(name string, wantReply bool, payload []byte) (bool, []byte, error)
	Close() error
}

type ClientConfig struct{ User string }

type Session struct{}

func Dial(network, addr string, config *ClientConfig) (*Client, error) { panic(0) }
func (c *Client) NewSession() (*Session, error)                        { panic(0) }
func (s *Session) Close() error                                        { panic(0) }
