sql-rows-not-closed-title = { $n ->
    [one] 1 sql.Rows is
   *[other] { $n } sql.Rows are
} open: most likely not closed on some path
sql-rows-not-closed-why = { $n ->
    [one] 1 goroutine is
   *[other] { $n } goroutines are
} in (*Rows).awaitDone: one runs for each result set until it is closed, read to its end, or its context ends. Each keeps a connection.
sql-rows-not-closed-or = Code that reads a result set slowly, row by row, with work in between.
sql-rows-not-closed-remedy = Close every Rows on every path: defer rows.Close() right after the error check.
sql-rows-not-closed-step-defer = Look for a return, a panic or a break between Query and Close.
sql-rows-not-closed-step-err = After the loop, return rows.Err(): Next also ends on an error.
