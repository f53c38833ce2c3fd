gcp-client-per-request-title = { $n } 个 { $type }，且有 Google Cloud 客户端：多半是每个请求都创建客户端
gcp-client-per-request-why = Google Cloud 客户端会打开一组 gRPC 连接，并保持到 Close：除以连接池大小即得客户端数。
gcp-client-per-request-or = 许多 API 的客户端各有自己的池，或者是其他库的 gRPC 连接。
gcp-client-per-request-remedy = 每个 Google Cloud 客户端在启动时创建一次，然后共用。
gcp-client-per-request-step = 查找处理函数里 cloud.google.com/go 各包的 NewClient。
