rwmutex-deadlock-title = { $n } 个 goroutine 在等一把 RWMutex：持有读锁的那一个多半在等它们中的一个
rwmutex-deadlock-recursion = { $known ->
    [no] 一个 goroutine
   *[yes] goroutine { $id }
} 在 { $inner } 里请求读锁，而它调用栈上更外层的 { $outer } 多半已经持有读锁。中间来了一个写者，新的读者要排在写者之后。
rwmutex-deadlock-upgrade = { $known ->
    [no] 一个 goroutine
   *[yes] goroutine { $id }
} 在 { $inner } 里请求写锁，由 { $outer } 调用，而且已经过了其他 goroutine 在那里请求读锁的位置。如果它没有释放读锁，它等的就是自己。
rwmutex-deadlock-triple = { $known ->
    [no] 有一个 goroutine 正在锁的所有者内部，等着一个 channel 或 WaitGroup；由所有者启动的另一个在等读锁。
   *[yes] goroutine { $holder } 正在锁的所有者内部，等着一个 channel 或 WaitGroup；由所有者启动的 goroutine { $reader } 在等读锁。
}如果前者持有读锁又在等后者，由于中间有写者在等，两者都无法继续。
rwmutex-deadlock-writers = { $writers } 个写者和 { $readers } 个读者在等。
rwmutex-deadlock-or-slow = 如果第一个读者只是慢，并没有在等其他人，那么它做完之后一切会继续。
rwmutex-deadlock-remedy = 读锁只拿一次，持锁时也不要等同样需要这把锁的人。
rwmutex-deadlock-step-locked = 把方法分开：导出的方法加锁，它们调用的方法要求已经持锁。
rwmutex-deadlock-step-wait = 持锁时不要等另一个 goroutine：先复制需要的数据，解锁，再等。
rwmutex-deadlock-step-mutex = 换成普通 Mutex 并不能解决：那样递归总会阻塞，而不只是有写者时才阻塞。
rwmutex-deadlock-step-upgrade = 读锁不能升级成写锁：先释放读锁，再拿写锁，然后重新检查读到的内容。
