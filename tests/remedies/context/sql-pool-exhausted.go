package p

import (
	"database/sql"
	"errors"
)

var errBad = errors.New("bad")

func bad(*sql.Rows) bool { return false }
