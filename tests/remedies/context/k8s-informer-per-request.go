package p

import (
	"context"

	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

type Reconciler struct{ client kubernetes.Interface }

func (r *Reconciler) sync(context.Context, listers.PodLister, Request) error { return nil }

type Request struct{}

var (
	client  kubernetes.Interface
	handler cache.ResourceEventHandler
)
