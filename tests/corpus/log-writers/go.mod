module example.com/gateway

go 1.18

require github.com/sirupsen/logrus v1.9.0

require golang.org/x/sys v0.3.0 // indirect
