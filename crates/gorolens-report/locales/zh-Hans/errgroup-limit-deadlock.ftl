errgroup-limit-deadlock-title = errgroup 的 { $n } 个任务在等同一个组的名额
errgroup-limit-deadlock-position = 它们运行在 (*Group).Go.func1 之下，又在 (*Group).Go 里等待：自己占着一个名额，还要再申请一个。
errgroup-limit-deadlock-others = { $n ->
    [0] 组里没有别的任务在工作：不会有人让出名额。
   *[other] 另有 { $n } 个任务在工作，可能让出名额。
}
errgroup-limit-deadlock-or-producer = 组外的生产者等待名额，正是限额的作用。而这里等待的本身就是任务。
errgroup-limit-deadlock-remedy = 不要在有限额的组的任务里再对同一个组调用 Go。
errgroup-limit-deadlock-step-own = 给子任务单独建一个组，或先收集工作，由一个生产者调用 Go。
errgroup-limit-deadlock-step-try = 或者用 TryGo，没有名额时就地完成工作。
