package p

import (
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

var (
	encoder zapcore.Encoder
	level   zapcore.LevelEnabler
)
