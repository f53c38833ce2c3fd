package p

import lumberjack "gopkg.in/natefinch/lumberjack.v2"
