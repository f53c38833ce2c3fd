fsnotify-watcher-not-closed-title = { $n } × { $type }: file watchers are most likely opened per request and not closed
fsnotify-watcher-not-closed-why = Each holds an inotify instance until Close; the usual limit is 128 for a user, then NewWatcher fails with "too many open files".
fsnotify-watcher-not-closed-or = A program that wants so many watchers; one can watch many paths.
fsnotify-watcher-not-closed-remedy = Close every Watcher, or keep one and Add paths to it.
fsnotify-watcher-not-closed-step = Look for NewWatcher without a Close on every path, in reload and reconnect code above all.
