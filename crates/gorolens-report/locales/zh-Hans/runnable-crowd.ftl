runnable-crowd-title = 有 { $n } 个 goroutine 同时在计算

runnable-crowd-share = 有 { $n } 个 goroutine 处于可运行状态，除了处理器什么都不等：占整份转储的 { $percent } %。
runnable-crowd-spread = 它们停在同一段计算的 { $stacks } 个不同位置，正在干活的 goroutine 就是这样；只是同时被唤醒的，会都停在同一行。

runnable-crowd-or-burst = 机器可能就有这么多处理器，也可能只是几毫秒就过去的突发：再抓一份转储，并看处理器的负载。

runnable-crowd-remedy = 限制同时计算的数量：超过处理器个数，只会让每一个都更慢。
runnable-crowd-step-bound = 开工前先从容量为 GOMAXPROCS 的 channel 取一个名额，用 defer 归还。
runnable-crowd-step-shed = 没有空闲名额时拒绝请求（503 加 Retry-After），或者只排队有限的数量。
runnable-crowd-profile = 处理器到底在算什么：最前面几行应当就是这些函数
