crowd-unexplained-title = { $n } 个 goroutine 等在同一处 { $place }：不属于任何已知模式
crowd-unexplained-share = { $n } 个 goroutine 的调用栈相同，占整个 dump 的 { $percent } %。
crowd-unexplained-no-cause = 这只是怀疑，不是原因：没有规则能解释这些 goroutine。
crowd-unexplained-remedy = 查看上面指出的位置，再抓一份 dump：只有不断增长的才是泄漏。
