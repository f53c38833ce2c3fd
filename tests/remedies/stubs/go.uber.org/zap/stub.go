// Package zap declares what the snippets use of uber-go/zap v1.27.0.
package zap

import "go.uber.org/zap/zapcore"

type Logger struct{}

type Option interface{ apply(*Logger) }

type Field = zapcore.Field

func New(core zapcore.Core, options ...Option) *Logger { panic(0) }
func (log *Logger) With(fields ...Field) *Logger       { panic(0) }
func String(key string, val string) Field              { panic(0) }
