ssh-conn-no-deadline-title = 有 { $n } 条 SSH 连接开着

ssh-conn-no-deadline-family = { $n } 条 SSH 连接，其中 { $clients } 条是客户端，共 { $goroutines } 个 goroutine：每条连接有一组 goroutine，不是每一种都在泄漏。
ssh-conn-no-deadline-sessions = 眼下有 { $n } 个 goroutine 在使用它们的 session 或 channel。

ssh-conn-no-deadline-or-wanted = 本来就要开这么多连接：堡垒机、一批机器、隧道。

ssh-conn-no-deadline-remedy = 每个客户端都要关闭，并且要能发现对端已经消失。
ssh-conn-no-deadline-step-close = ssh.Dial 之后紧接着 defer client.Close()；只关 session，连接还在。
ssh-conn-no-deadline-step-keepalive = 需要保持的连接，定期发送 keepalive@openssh.com，失败就关闭：ssh 自己没有期限。
