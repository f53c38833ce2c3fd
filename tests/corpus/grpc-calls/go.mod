module example.com/health

go 1.18

require (
	github.com/golang/protobuf v1.3.5
	golang.org/x/net v0.7.0
	google.golang.org/grpc v1.33.3
)

require (
	golang.org/x/sys v0.3.0 // indirect
	golang.org/x/text v0.7.0 // indirect
	google.golang.org/genproto v0.0.0-20200430143042-b979b6f78d84 // indirect
)
