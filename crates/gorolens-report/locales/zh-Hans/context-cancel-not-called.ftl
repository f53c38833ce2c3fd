context-cancel-not-called-title = { $n } 个 context 从未被取消
context-cancel-not-called-position = { $n } 个 context 包的 goroutine 在替尚未取消的子 context 盯着一个外来类型的父 context。
context-cancel-not-called-where = 创建 context 的代码不在这些调用栈上。请查找丢弃了 cancel 的 context.WithCancel、WithTimeout、WithDeadline，并且父 context 不是 context 包自己的类型（gin.Context，或自己写的包装）。
context-cancel-not-called-or-use = 正在使用的 context 看起来一样：那么应该有同样多的请求或任务在进行。
context-cancel-not-called-remedy = 每条路径都要调用 cancel：defer cancel()。
context-cancel-not-called-step-defer = 创建 context 之后马上写 defer cancel()。
context-cancel-not-called-step-parent = 从 context 包自己的类型派生（r.Context()）：这样不需要额外的 goroutine。
context-cancel-not-called-vet = 找出被丢弃的 cancel
