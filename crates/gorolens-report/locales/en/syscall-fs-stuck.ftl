syscall-fs-stuck-title = { $n ->
    [one] 1 goroutine has
   *[other] { $n } goroutines have
} been in a system call on a file ({ $call }) for minutes
syscall-fs-stuck-position = The kernel has not answered. { $n ->
    [one] It holds a thread
   *[other] Each holds a thread
}, and nothing in Go can cancel the call.
syscall-fs-stuck-path = Which file it is the dump shows only as an address.
syscall-fs-stuck-or-fifo = A named pipe whose other end nobody opens, or a terminal, blocks in the same calls.
syscall-fs-stuck-remedy = Find the mount that hangs, and do not send more goroutines after the first.
syscall-fs-stuck-step-flag = One goroutine for each mount, with a flag that it is still busy.
syscall-fs-stuck-step-mount = Soft mounts and timeouts of the file system; for named pipes open with O_NONBLOCK or O_RDWR.
syscall-fs-stuck-wchan = what the threads wait for in the kernel (nfs, fuse, pipe), as root
