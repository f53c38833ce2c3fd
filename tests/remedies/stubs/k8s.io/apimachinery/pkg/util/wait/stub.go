// Package wait declares what the snippets use of kubernetes/apimachinery v0.30.0.
package wait

import (
	"context"
	"time"
)

var NeverStop <-chan struct{}

func Until(f func(), period time.Duration, stopCh <-chan struct{})                        { panic(0) }
func UntilWithContext(ctx context.Context, f func(context.Context), period time.Duration) { panic(0) }
