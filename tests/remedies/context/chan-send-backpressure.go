package p

type event struct{}

var (
	in  chan event
	out chan []byte
)

func encode(event) []byte { return nil }
