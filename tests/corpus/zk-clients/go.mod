module example.com/leader

go 1.18

require (
	github.com/samuel/go-zookeeper v0.0.0-20180130194729-c4fab1ac1bec
)
