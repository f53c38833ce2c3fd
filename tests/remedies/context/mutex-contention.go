package p

var (
	m    map[string]int
	k, v string
)

func expensive(string) int { return 0 }
