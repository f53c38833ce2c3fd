package p

import (
	"context"

	"k8s.io/apimachinery/pkg/util/wait"
)

type Object struct{ stop context.CancelFunc }
