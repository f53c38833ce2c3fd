package p

import (
	"errors"

	"github.com/docker/docker/api/types/container"
	"github.com/docker/docker/api/types/events"
	"github.com/docker/docker/client"
)

var (
	cli     *client.Client
	id      string
	errSlow = errors.New("slow")
)
