fatal-deadlock-title = 死锁：运行时发现所有 goroutine 都在沉睡
fatal-deadlock-runtime = 程序以 “all goroutines are asleep” 结束：每个 goroutine 都在等待，没有任何东西能唤醒它们。
fatal-deadlock-places = 它们停在 { $places }。
fatal-deadlock-remedy = 找出缺失的唤醒：这些 goroutine 中的某一个（或者已经结束的某一个）本应发送、关闭、解锁或调用 Done。
fatal-deadlock-step-main = 从主 goroutine（id 1）开始：它在等什么，应该由谁提供？
fatal-deadlock-step-other = 再用同样的方法看其他的。提前返回的那个往往就是本该行动的。
