dns-lookup-stuck-title = 有 { $n } 个域名解析在等解析器

dns-lookup-stuck-position = { $callers } 个调用方在等域名的地址；net 包里有 { $workers } 个 goroutine 正在替它们查询。
dns-lookup-stuck-threads = 还有 { $n } 个在等线程：C 库的解析器每次查询占用一个线程，500 个已经用完。

dns-lookup-stuck-or-burst = 突然要解析一批新域名：一秒之内就会过去。

dns-lookup-stuck-remedy = 让域名服务器能应答，并限制一次解析的时间。
dns-lookup-stuck-step-server = 检查 resolv.conf 里的服务器：不应答的服务器每次尝试要花 5 秒，search 域还会让尝试次数翻倍。
dns-lookup-stuck-step-context = 解析和拨号都用带截止时间的 context。
dns-lookup-stuck-step-fewer = 减少解析次数：复用连接、缓存结果，域名以点结尾可跳过 search 域。

dns-lookup-stuck-run-resolv = 域名服务器、超时和 search 域
