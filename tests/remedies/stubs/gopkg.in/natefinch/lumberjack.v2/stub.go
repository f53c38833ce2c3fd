// Package lumberjack declares what the snippets use of natefinch/lumberjack v2.2.1.
package lumberjack

type Logger struct{ Filename string }

func (l *Logger) Write(p []byte) (n int, err error) { panic(0) }
func (l *Logger) Close() error                      { panic(0) }
