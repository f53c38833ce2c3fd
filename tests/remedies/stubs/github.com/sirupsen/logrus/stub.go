// Package logrus declares what the snippets use of sirupsen/logrus v1.9.3.
package logrus

import "io"

type Logger struct{}

func (logger *Logger) Writer() *io.PipeWriter { panic(0) }
