ticker-loop-never-stopped-title = 同一个函数的 { $n } 个循环不断醒来：可能没有人结束它们
ticker-loop-never-stopped-young = 它们都没有等满 1 分钟，而转储里别的 goroutine 已经等了 { $age }：说明它们被 ticker、timer 或新到的工作反复唤醒。
ticker-loop-never-stopped-or-in-use = 每个使用中的对象（连接、用户、分片）各有一个循环时，看起来也一样；那样的话数量会随对象数变化。
ticker-loop-never-stopped-or-timers = 没有停止的 timer 和 ticker 不是 goroutine：转储里看不到。
ticker-loop-never-stopped-remedy = 让每个循环都有结束的办法：在 ticker 旁边加一个 done channel 或 context。
ticker-loop-never-stopped-step-done = 在 select 里同时等 ticker 的 channel 和 done 或 ctx.Done()。只调用 Ticker.Stop 不会结束对它的 channel 的循环。
ticker-loop-never-stopped-step-owner = 谁创建对象谁负责关闭：写一个关闭 done 的 Close 方法，用 defer 调用。
