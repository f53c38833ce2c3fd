k8s-wait-until-never-stopped-title = { $place } 启动了 { $n } 个 wait.Until 循环：其中一些多半从未停止
k8s-wait-until-never-stopped-why = { $n } 个 goroutine 在 wait.Until 中循环，由 { $place } 启动。循环在 stop channel 关闭或 context 结束时才结束。
k8s-wait-until-never-stopped-or = 控制器的 worker，或者确有这么多存活的对象，每个一个循环。
k8s-wait-until-never-stopped-remedy = 给每个循环一个随其对象结束的 context。
k8s-wait-until-never-stopped-step-stop = 把 cancel 函数保存在对象里，对象消失时调用。
k8s-wait-until-never-stopped-step-never = wait.NeverStop 和 wait.Forever 只适合与程序同寿命的循环。
