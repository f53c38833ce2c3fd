// Package informers declares what the snippets use of kubernetes/client-go v0.30.0.
package informers

import (
	"time"

	"k8s.io/client-go/informers/core"
	"k8s.io/client-go/kubernetes"
)

type SharedInformerFactory interface {
	Start(stopCh <-chan struct{})
	Core() core.Interface
}

func NewSharedInformerFactory(client kubernetes.Interface, defaultResync time.Duration) SharedInformerFactory {
	panic(0)
}
