// Package core declares what the snippets use of kubernetes/client-go v0.30.0.
package core

import v1 "k8s.io/client-go/informers/core/v1"

type Interface interface {
	V1() v1.Interface
}
