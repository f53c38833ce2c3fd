package p

import "github.com/jackc/pgx/v5/pgxpool"
