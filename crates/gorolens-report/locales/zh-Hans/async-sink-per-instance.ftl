async-sink-per-instance-title = { $n } 个 { $type }：多半是每个请求或对象都创建了带缓冲的输出端
async-sink-per-instance-why = 它在后台发送，所以在要求它停止之前一直存在；最后一个引用是它自己的 goroutine 的。
async-sink-per-instance-or = 程序确实需要这么多输出端，比如每个日志文件一个。
async-sink-per-instance-remedy = 启动时创建一个输出端，由它派生 logger 和 scope。
async-sink-per-instance-step = 把构造函数移出每个请求或对象都会执行的代码。
