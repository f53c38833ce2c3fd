sql-db-not-closed-title = { $n } open sql.DB handles: sql.Open is most likely called per request
sql-db-not-closed-count = { $n } goroutines are in (*DB).connectionOpener: exactly one runs for each open sql.DB.
sql-db-not-closed-where = The code that opened them is not on these stacks: look for sql.Open outside of main.
sql-db-not-closed-or-many = A program that really talks to so many databases, such as one per tenant.
sql-db-not-closed-remedy = Open the sql.DB once, at the start, and share it.
sql-db-not-closed-step-once = Move sql.Open to main and keep the *sql.DB: it is a pool, safe for concurrent use.
sql-db-not-closed-step-pass = Pass it to those who need it; close it only at the end of the program.
sql-db-not-closed-grep = who opens a DB, and how often?
