exec-child-running-title = { $n } 个子进程在运行，调用者在等
exec-child-running-position = { $n } 个 goroutine 在 (*Process).wait 的系统调用里：每个子进程都还在。
exec-child-running-zombies = 没有人等的子进程不会留下 goroutine：僵尸进程在这里看不到。
exec-child-running-or-meant = 本来就要长期运行的辅助进程看起来也一样；那样的话数量不会变。
exec-child-running-remedy = 如果它们本该已经结束：给每个设一个期限。
exec-child-running-step-context = 用 exec.CommandContext，传一个会结束的 context。
exec-child-running-step-group = 让子进程成为进程组的组长（SysProcAttr.Setpgid），在 Cmd.Cancel 里结束整个组，这样它自己的子进程也会结束。
exec-child-running-ps = 哪些子进程、运行了多久、在等什么
