package p

import "github.com/fsnotify/fsnotify"

func handle(fsnotify.Event) {}
