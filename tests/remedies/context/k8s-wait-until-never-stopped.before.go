package p

func (o *Object) sync() {}
