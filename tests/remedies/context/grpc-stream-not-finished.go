package p

import pb "example.com/pb"

var (
	client pb.GreeterClient
	req    *pb.Request
)
