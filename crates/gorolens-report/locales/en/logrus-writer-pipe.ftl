logrus-writer-pipe-title = { $n } × { $type }: writers of logrus are most likely made per request and not closed
logrus-writer-pipe-why = Behind each is a pipe with a goroutine that reads it until the writer is closed.
logrus-writer-pipe-or = So many writers in use at once, such as one for each running child process.
logrus-writer-pipe-remedy = Close every writer that logrus gives out, or make one and share it.
logrus-writer-pipe-step = Look for Writer() and WriterLevel() given to ErrorLog, exec.Cmd or another library.
