package p

import "database/sql"

func found(*sql.Rows) bool { return false }
