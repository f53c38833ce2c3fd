// Package clientcmd declares what the snippets use of kubernetes/client-go v0.30.0.
package clientcmd

import restclient "k8s.io/client-go/rest"

func BuildConfigFromFlags(masterUrl, kubeconfigPath string) (*restclient.Config, error) { panic(0) }
