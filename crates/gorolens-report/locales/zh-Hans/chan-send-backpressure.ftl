chan-send-backpressure-title = { $n } 个 goroutine 在等发送；可能接收的还在工作，也许太慢
chan-send-backpressure-receivers = 同一处代码里有别的 goroutine 并没有在等发送，或没有谁等了数分钟：channel 很可能还有人在取。
chan-send-backpressure-or-abandoned = 如果第二份转储里等的还是同一批，就没有人接收了。
chan-send-backpressure-remedy = 生产的不要多于取走的。
chan-send-backpressure-step-bound = 限制同时生产的数量：信号量、固定数量的 worker，或 errgroup 的 SetLimit。
chan-send-backpressure-step-drop = 如果迟到的值没有用：用带 default 的 select 丢弃，并用计数器记下数量。
