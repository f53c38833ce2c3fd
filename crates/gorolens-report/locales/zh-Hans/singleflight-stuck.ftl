singleflight-stuck-title = { $n } 个调用者排在 singleflight 组的同一个调用后面
singleflight-stuck-position = 它们在 singleflight.(*Group).Do 里等第一个调用者，而后者还在共享的函数里没有返回。
singleflight-stuck-runner = 共享的函数停在 { $places }：要看的是这里。
singleflight-stuck-or-slow = 调用可能只是慢而没有卡死；那样的话第二份转储里会是别的 goroutine。
singleflight-stuck-remedy = 给共享的调用一个期限，给每个调用者一个离开的办法。
singleflight-stuck-step-deadline = 共享的函数需要自己的期限，而不是第一个调用者的请求的期限。
singleflight-stuck-step-dochan = 用 DoChan，并在 select 里同时等它和 ctx.Done()；用 Forget 丢掉这个 key，让下一个调用者重试。
