http-proxy-copy-title = 有 { $n } 条隧道只剩一半：另一端没有关闭

http-proxy-copy-count = 一个方向有 { $larger } 个 goroutine 在拷贝，另一个方向有 { $smaller } 个：两半都在，说明隧道在用；多出来的那些，对端并不知道隧道已经结束，还在读它。
http-proxy-copy-or-live = 两半都在、正在使用的隧道有 { $n } 条；没有计入。

http-proxy-copy-remedy = 一个方向结束时，把两条连接都关掉。
http-proxy-copy-step-close = 两个方向都启动，等先结束的那个，然后关闭两条连接：另一个随之结束。
http-proxy-copy-step-keepalive = 如果确实需要半关闭的隧道，用读期限限制它的静默时间。

http-proxy-copy-run-ss = 处于 FIN-WAIT-2 或 CLOSE-WAIT 的连接：有一端已经关闭
