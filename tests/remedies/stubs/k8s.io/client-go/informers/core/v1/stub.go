// Package v1 declares what the snippets use of kubernetes/client-go v0.30.0.
package v1

import (
	v1 "k8s.io/client-go/listers/core/v1"
	cache "k8s.io/client-go/tools/cache"
)

type Interface interface {
	Pods() PodInformer
}

type PodInformer interface {
	Informer() cache.SharedIndexInformer
	Lister() v1.PodLister
}
