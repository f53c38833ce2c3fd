package p

import "os"

var file *os.File
