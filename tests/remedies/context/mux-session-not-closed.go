package p

import "github.com/hashicorp/yamux"
