package p

type result struct{}

type question struct{}

var q question

func query(question) result { return result{} }

func around() (result, error)
