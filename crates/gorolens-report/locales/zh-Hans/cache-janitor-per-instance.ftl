cache-janitor-per-instance-title = { $n } 个 { $type }：多半是每个请求或会话都创建了缓存
cache-janitor-per-instance-why = 清理循环引用着缓存和其中的一切，在要求它停止之前两者都不会释放。
cache-janitor-per-instance-or = 程序确实需要这么多缓存，比如每个租户或每张表一个。
cache-janitor-per-instance-remedy = 启动时创建一个缓存，把区分使用者的信息放进键里。
cache-janitor-per-instance-step = 把构造函数移出每个请求、会话或连接都会执行的代码。
