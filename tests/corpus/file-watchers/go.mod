module example.com/reload

go 1.18

require github.com/fsnotify/fsnotify v1.6.0

require golang.org/x/sys v0.3.0 // indirect
