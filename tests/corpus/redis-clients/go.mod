module example.com/profiles

go 1.18

require (
	gopkg.in/redis.v5 v5.2.9
)
