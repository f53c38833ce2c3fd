// Package zapcore declares what the snippets use of uber-go/zap/zapcore v1.27.0.
package zapcore

import "io"

type Field struct{ Key string }

type WriteSyncer interface {
	io.Writer
	Sync() error
}

type BufferedWriteSyncer struct{ WS WriteSyncer }

func (s *BufferedWriteSyncer) Write(bs []byte) (int, error) { panic(0) }
func (s *BufferedWriteSyncer) Sync() error                  { panic(0) }
func (s *BufferedWriteSyncer) Stop() (err error)            { panic(0) }

type Core interface{ LevelEnabler }

type LevelEnabler interface{ Enabled(Level) bool }

type Level int8

type Encoder interface{ Clone() Encoder }

func NewCore(enc Encoder, ws WriteSyncer, enab LevelEnabler) Core { panic(0) }
