package p

import "cloud.google.com/go/pubsub"

const project = "shop"
