iter-pull-not-stopped-title = { $n } 个 iter.Pull 生成器处于挂起状态：可能从未 stop
iter-pull-not-stopped-position = { $n } 个 goroutine 处于 coroutine 状态：生成器在等人要下一个值。
iter-pull-not-stopped-places = 对应的序列：{ $places }。
iter-pull-not-stopped-or-use = 正在进行的迭代看起来一样，每次迭代一个生成器。
iter-pull-not-stopped-remedy = 每条路径都调用 stop：iter.Pull 之后马上 defer stop()。
iter-pull-not-stopped-step-defer = 没有取完的生成器只有 stop 才能结束。
