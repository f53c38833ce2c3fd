minio-object-not-closed-title = 有 { $n } 个 minio 对象未关闭：多半忘了关闭
minio-object-not-closed-why = { $n } 个 goroutine 各为一个对象提供读取，直到 Close 或其 context 结束。
minio-object-not-closed-or = 对象正被慢慢读取，其间还做别的事。
minio-object-not-closed-remedy = 关闭每个对象：检查错误之后立即 defer object.Close()。
minio-object-not-closed-step-close = 查找没有在每条路径上 Close 的 GetObject；读到末尾并不会关闭它。
