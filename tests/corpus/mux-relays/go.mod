module example.com/relays

go 1.20

require (
	github.com/hashicorp/yamux v0.1.2
	github.com/xtaci/smux v1.5.24
)
