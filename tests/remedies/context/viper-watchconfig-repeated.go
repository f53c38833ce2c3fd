package p

import (
	"github.com/fsnotify/fsnotify"
	"github.com/spf13/viper"
)

var path string

func apply(fsnotify.Event) {}
