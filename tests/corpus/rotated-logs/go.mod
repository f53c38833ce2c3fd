module example.com/devices

go 1.18

require (
	gopkg.in/natefinch/lumberjack.v2 v2.0.0
)
