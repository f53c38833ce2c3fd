# 多条规则共用的句子。

shared-called-from = 调用方：{ $places }。
shared-started-for = 由 { $places } 引发：此转储中的祖先栈（“originating from goroutine”）如此显示。
shared-counted-by-frames = 按调用栈计数：这种格式不带地址，数字是近似值。
shared-list-peers = 列出远端地址：主机只有几个，还是很多？
shared-pile-not-growth = 单份转储只能看到堆积，看不出增长；要再抓一份才能判断。
shared-second-dump = 五分钟后再抓一份：两份之间只增不减，才能断定是泄漏
shared-waited = { $n ->
    [1] 已等待约 { $oldest }。
   *[other] 等得最久的已有约 { $oldest }。
}
shared-whole-dump = 抓完整的转储，不要只截一段
shared-young = { $n ->
    [1] 从转储看，等待还不到 1 分钟。
   *[other] 从转储看，等待都还不到 1 分钟。
}
shared-drip = 它们的 id 相隔很远：是陆续启动的{ $parents ->
    [0] {""}
   *[other] （由 { $parents } 个不同的 goroutine 启动）
}，不是一次性启动的。
shared-lock-queue = { $n } 个 goroutine 在等同一把锁。
shared-lock-queue-at = { $n } 个 goroutine 在等位于 { $lock } 的锁。
shared-no-waits = profile 不显示等了多久，也不显示每次看到的是不是同一批 goroutine。
shared-no-starter = profile 不显示它们由谁启动，因此也看不出那个函数是否已经返回。
