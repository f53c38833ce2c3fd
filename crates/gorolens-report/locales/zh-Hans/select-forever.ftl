select-forever-title = { $n } 个 goroutine 永远停在空的 select 里
select-forever-position = 状态是 “select (no cases)”：没有任何分支的 select，什么也唤醒不了它。
select-forever-or-kept = 程序可能有意留着几个这样的 goroutine，main 就常常如此。那样的话数量不会变。
select-forever-remedy = 让 goroutine 等一个会到来的东西：context 或 done channel。
select-forever-step-context = 把 select 换成从 ctx.Done() 接收，并在请求、连接或对象结束时取消 context。
select-forever-step-return = 如果没有别的事要做，直接返回：启动的东西不需要启动者留着。
