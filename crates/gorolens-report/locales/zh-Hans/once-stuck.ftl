once-stuck-title = { $n } 个 goroutine 在等一个 sync.Once，它的函数一直没有返回
once-stuck-position = { $n } 个 goroutine 停在 (*Once).doSlow，等第一个调用者。
once-stuck-runner = 第一个调用者还在里面，停在 { $places }：这就是原因。
once-stuck-nested = { $place } 在一个 Once 的函数里又去等 Once，而没有别的 goroutine 在执行任何 Once：要么在等自己，要么两个互相等。
once-stuck-or-slow = 初始化只是慢，仍在推进；再抓一份转储，它的位置会变。
once-stuck-remedy = 让初始化能够结束：在里面设置期限。
once-stuck-step-deadline = 函数里的每个调用都给一个期限。
once-stuck-step-recursion = 不要在它的函数里再调用同一个 Once：那是在等自己。
