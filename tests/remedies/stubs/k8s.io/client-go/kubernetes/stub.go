// Package kubernetes declares what the snippets use of kubernetes/client-go v0.30.0.
package kubernetes

import (
	corev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/rest"
)

type Interface interface {
	CoreV1() corev1.CoreV1Interface
}

type Clientset struct{}

func (c *Clientset) CoreV1() corev1.CoreV1Interface   { panic(0) }
func NewForConfig(c *rest.Config) (*Clientset, error) { panic(0) }
