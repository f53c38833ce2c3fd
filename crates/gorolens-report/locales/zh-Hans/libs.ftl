# 与各种库有关的规则共用的句子。

libs-title-many = { $n } 个 { $type }：比大多数程序需要的多
libs-title-open = { $n } 个 { $type } 未结束：有些可能被遗忘了
libs-counted = { $n } 个 goroutine 停在 { $func }：每个 { $type } 运行 { $per } 个。
libs-companions = 另有 { $n } 个 goroutine 属于它们：{ $names }。
libs-made-by-one = 它们由同一个 goroutine 接连创建：一个循环，可能在启动时有意为之。
libs-made-by-one-over-time = 它们由同一个 goroutine 创建，其间还启动了别的 goroutine：一个仍在继续的循环。
libs-made-by-each = 它们由 { $n } 个不同的 goroutine 创建，几乎各创建一个：请求、任务或消息会这样，程序启动不会。
libs-made-by-several = 它们由 { $n } 个不同的 goroutine 创建。
libs-maker-lives = 创建它们的 goroutine 大多还在运行，位于 { $places }。
libs-no-own-code = 创建它们的调用不在这些调用栈上：请查找 { $maker }。
libs-number-wanted = 程序需要多少个，转储无从知道；数量是否在增长也无从知道。
libs-step-end = 如果确实只需短时间使用一个 { $type }，请在每条路径上调用它的 { $ended }。
libs-grep = 谁在创建 { $type }，多久一次？
libs-use-inside = { $inside ->
    [0] 目前没有 goroutine 在其中任何一个里面。
   *[other] 有 { $inside } 个 goroutine 正在其中。
}
libs-use-no-own-code = 开始它们的代码不在这些调用栈上：它已经返回，或正在做别的事。
libs-use-grep = 它们从哪里开始：每条路径都会结束它们吗？
libs-wait-grep = 需要查看的地方
libs-wait-holders = 有 { $n } 个 goroutine 与此有关。
libs-wait-holders-at = 有 { $n } 个 goroutine 与此有关，位于 { $places }。

report-objects-cache = { $n } 个缓存
report-objects-call = { $n } 次调用
report-objects-client = { $n } 个客户端
report-objects-consumer = { $n } 个消费者
report-objects-informer = { $n } 个 informer
report-objects-job = { $n } 个任务
report-objects-logger = { $n } 个日志器
report-objects-loop = { $n } 个循环
report-objects-object = { $n } 个对象
report-objects-pool = { $n } 个池
report-objects-provider = { $n } 个 provider
report-objects-result-set = { $n } 个结果集
report-objects-scrape = { $n } 次抓取
report-objects-sink = { $n } 个输出端
report-objects-subscription = { $n } 个订阅
report-objects-transaction = { $n } 个事务
report-objects-watch = { $n } 个 watch
report-objects-watcher = { $n } 个监视器
report-objects-handler = { $n } 个处理器
report-objects-lease = { $n } 个租约
report-objects-scheduler = { $n } 个调度器
