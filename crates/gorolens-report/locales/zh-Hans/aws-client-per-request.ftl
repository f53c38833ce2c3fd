aws-client-per-request-title = AWS SDK 的调用用了 { $n } 个 HTTP Transport：多半是每个请求都创建客户端
aws-client-per-request-why = SDK 有 { $n } 次调用正在进行，用了 { $transports } 个不同的 http.Transport：SDK 的每个配置都有自己的一个。
aws-client-per-request-or = 同时使用这么多配置，每个账号、区域或角色一个。
aws-client-per-request-remedy = AWS 配置只加载一次，客户端只创建一次，然后共用。
aws-client-per-request-step-once = 把 LoadDefaultConfig、session.New 和 NewFromConfig 移出处理函数。
aws-client-per-request-step-body = 关闭每个 GetObject 的 out.Body：不关闭就会占住连接。
