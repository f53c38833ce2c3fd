package p

import "context"

func (o *Object) sync(context.Context) {}
