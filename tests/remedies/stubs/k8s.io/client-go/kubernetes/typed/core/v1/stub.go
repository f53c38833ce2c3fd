// Package v1 declares what the snippets use of kubernetes/client-go v0.30.0.
package v1

import (
	"context"

	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	watch "k8s.io/apimachinery/pkg/watch"
)

type CoreV1Interface interface{ PodsGetter }

type PodsGetter interface {
	Pods(namespace string) PodInterface
}

type PodInterface interface {
	List(ctx context.Context, opts metav1.ListOptions) (*v1.PodList, error)
	Watch(ctx context.Context, opts metav1.ListOptions) (watch.Interface, error)
}
