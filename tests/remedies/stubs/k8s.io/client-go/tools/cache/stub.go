// Package cache declares what the snippets use of kubernetes/client-go v0.30.0.
package cache

type SharedInformer interface {
	AddEventHandler(handler ResourceEventHandler) (ResourceEventHandlerRegistration, error)
	RemoveEventHandler(handle ResourceEventHandlerRegistration) error
}

type SharedIndexInformer interface{ SharedInformer }

type ResourceEventHandler interface {
	OnAdd(obj interface{}, isInInitialList bool)
	OnUpdate(oldObj, newObj interface{})
	OnDelete(obj interface{})
}

type ResourceEventHandlerRegistration interface {
	HasSynced() bool
}
