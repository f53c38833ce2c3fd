http-idle-many-hosts-title = 有 { $n } 条 HTTP 客户端连接无限期空闲：可能是一个 Transport 访问了大量主机

http-idle-many-hosts-shared = 进行中的 { $n } 个请求用的是同一个 *Transport。
http-idle-many-hosts-old = 有 { $n } 条连接空闲超过 90 秒，可见它们的 Transport 没有设 IdleConnTimeout。
http-idle-many-hosts-no-addresses = 转储里没有远端地址：无法区分是主机多，还是 Transport 多。

http-idle-many-hosts-or-per-request = 空闲连接也可能属于别的、用完即弃的 Transport。如果 ss 或 lsof 里的远端主机很少，就是这种情况。

http-idle-many-hosts-remedy = 给 Transport 设空闲超时和上限。
http-idle-many-hosts-step-timeout = 设置 IdleConnTimeout，不用的连接就会自己关闭。
http-idle-many-hosts-step-limit = 设置 MaxIdleConns，限制所有主机加起来的空闲连接数。
