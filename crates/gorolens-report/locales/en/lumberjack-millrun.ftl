lumberjack-millrun-title = { $n } × { $type }: a rotating log file is most likely opened per logger or request
lumberjack-millrun-why = Close does not end this goroutine: no version of lumberjack v2 does.
lumberjack-millrun-or = A program that writes so many log files: one goroutine for each is normal.
lumberjack-millrun-remedy = Keep one lumberjack.Logger per file for the life of the process.
lumberjack-millrun-step = Keep the Loggers in a map by file name, and make the loggers above them share one.
