package p

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/kubernetes"
)

var (
	client kubernetes.Interface
	ns     string
	opts   metav1.ListOptions
)

func isReady(watch.Event) bool { return true }
