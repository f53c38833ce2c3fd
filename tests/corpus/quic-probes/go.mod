module example.com/probes

go 1.23

require github.com/quic-go/quic-go v0.54.0

require (
	golang.org/x/crypto v0.26.0 // indirect
	golang.org/x/net v0.28.0 // indirect
	golang.org/x/sys v0.23.0 // indirect
)
