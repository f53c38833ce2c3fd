package p

import (
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

var opts *options.ClientOptions

func filter(id string) any { return nil }
