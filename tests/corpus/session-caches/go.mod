module example.com/sessions

go 1.18

require (
	github.com/patrickmn/go-cache v2.1.0+incompatible
)
