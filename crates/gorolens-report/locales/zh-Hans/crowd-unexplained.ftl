crowd-unexplained-title = { $n } 个 goroutine 等在同一处 { $place }：不属于任何已知模式
crowd-unexplained-share = { $n } 个 goroutine 的调用栈相同，占整个 dump 的 { $percent } %。
crowd-unexplained-clients = 它们是 HTTP handler，而且几乎每个旁边都有一个 goroutine 在监听客户端（backgroundRead）：客户端都还在，数量就是客户端数。
crowd-unexplained-connections = 启动它们的函数还启动了数量相近的另一种 goroutine，两种之中有一种在等网络：每条连接两个 goroutine，数量就是连接数。
crowd-unexplained-sessions = 它们是接管了连接的 HTTP handler，正在读这些连接：数量就是打开的连接数。
crowd-unexplained-parents = 启动它们的 goroutine 还在，每个只启动了几个：数量由会话数或正在处理的请求数决定。
crowd-unexplained-no-cause = 这只是怀疑，不是原因：没有规则能解释这些 goroutine。
crowd-unexplained-remedy = 查看上面指出的位置，再抓一份 dump：只有不断增长的才是泄漏。
