mutex-holder-blocked-title = { $n } 个 goroutine 在等一把锁，它可能被同样在等待的 { $holder } 持有
mutex-holder-blocked-candidate = { $known ->
    [no] 有一个
   *[yes] goroutine { $id }
}（{ $state }）停在 { $place }，{ $proof ->
    [address] 它的调用栈上有这把锁的所有者（地址吻合）：很可能就是持有者。
    [line] 就在请求这把锁的函数里，而且已经过了加锁的那一行：很可能就是持有者。
    [type] 正在执行锁所属类型的方法：仅凭类型，它是持有者的候选。
   *[package] 正在执行请求这把锁的包里的代码，却在等别的东西：它可能持有这把锁，也可能只是在附近。
}{ $others ->
    [0] {""}
   *[other] 另有 { $others } 个候选。
}
mutex-holder-blocked-writer = { $writers } 个写者在等读者离开，{ $readers } 个读者排在后面：写者一旦等待，就不再放新的读者进来。
mutex-holder-blocked-not-shown = 转储不显示谁持有锁；地址和类型只是线索。
mutex-holder-blocked-or-contention = 只是一把繁忙的锁，程序仍在推进：等待不到一分钟，再抓一份时 goroutine id 已经变了。
mutex-holder-blocked-or-deadlock = 持有者绕了一圈，又在等某个正在等它的 goroutine。
mutex-holder-blocked-remedy = 持锁期间不要等待任何东西。
mutex-holder-blocked-step-outside = 在锁内复制需要的数据，解锁，然后再做慢操作。
mutex-holder-blocked-step-deadline = 给慢操作设置期限。
