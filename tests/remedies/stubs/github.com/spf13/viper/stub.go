// Package viper declares what the snippets use of spf13/viper v1.18.0.
package viper

import "github.com/fsnotify/fsnotify"

type Viper struct{}

func New() *Viper                                           { panic(0) }
func (v *Viper) SetConfigFile(in string)                    { panic(0) }
func (v *Viper) ReadInConfig() error                        { panic(0) }
func (v *Viper) OnConfigChange(run func(in fsnotify.Event)) { panic(0) }
func (v *Viper) WatchConfig()                               { panic(0) }
