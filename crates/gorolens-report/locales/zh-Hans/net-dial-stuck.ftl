net-dial-stuck-title = 有 { $n } 个拨号还没完成：对端没有应答

net-dial-stuck-position = { $n } 个 goroutine 停在 connect，与 net/http 无关：第一个包已经发出，没有任何回应。
net-dial-stuck-limit = 不设超时的话，系统大约两分钟后才放弃（Linux）。拨的是哪个地址，转储里看不到。

net-dial-stuck-or-burst = 同时向很远的主机拨号：一秒之内就会过去。

net-dial-stuck-remedy = 先给每次拨号设超时，再去查对端为什么不应答。
net-dial-stuck-step-timeout = 用设了 Timeout 的 net.Dialer，以它的 DialContext 代替 net.Dial。
net-dial-stuck-step-check = 检查地址、防火墙，以及对端的 accept 队列。
net-dial-stuck-step-pace = 上一次尝试没结束，不要开始下一次：每次失败后等得更久一些。

net-dial-stuck-run-ss = 正在拨的是哪些地址
