excerpt-waits-title = 这段转储里有 { $n } 个 goroutine 在等待；能唤醒它们的可能在其余部分
excerpt-waits-part = 这只是转储的一部分：谁持有锁、谁还没有调用 Done、谁在 channel 的另一端，可能都在其余部分里。
excerpt-waits-remedy = 到完整的转储里找能唤醒它们的那一个。
excerpt-waits-step-lock = 锁：哪个 goroutine 在同一个对象的方法里，却不是在等这把锁？
excerpt-waits-step-group = WaitGroup：Wait 之前启动的 worker 停在哪里，在等什么？
excerpt-waits-step-channel = channel：本该发送、接收或 close 的那一方还在吗？
excerpt-waits-whole = 完整的转储：有了它，就能凭地址认出锁的持有者
