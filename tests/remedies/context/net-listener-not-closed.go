package p

import "net"

type manager struct{ current net.Listener }

func (m *manager) accept(net.Listener) {}
