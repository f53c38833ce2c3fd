package p

type event struct{}

type Monitor struct{ events chan event }

func (m *Monitor) apply(event) {}
