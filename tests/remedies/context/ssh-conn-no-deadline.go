package p

import "golang.org/x/crypto/ssh"

var config *ssh.ClientConfig
