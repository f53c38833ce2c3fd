async-sink-per-instance-title = { $n } × { $type }: a buffered sink is most likely made per request or object
async-sink-per-instance-why = It sends in the background, so it stays until it is told to stop; the last reference to it is its own goroutine's.
async-sink-per-instance-or = A program that wants so many sinks, such as one per log file.
async-sink-per-instance-remedy = Make one sink at the start; derive loggers and scopes from it.
async-sink-per-instance-step = Move the constructor out of the code that runs per request or object.
