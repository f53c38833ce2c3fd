module example.com/find

go 1.18

require gopkg.in/olivere/elastic.v5 v5.0.83

require (
	github.com/josharian/intern v1.0.0 // indirect
	github.com/mailru/easyjson v0.7.7 // indirect
	github.com/pkg/errors v0.9.1 // indirect
)
