module example.com/geo

go 1.18

require (
	github.com/syndtr/goleveldb v1.0.1-0.20200815110645-5c35d600f0ca
	github.com/golang/snappy v0.0.2
)
