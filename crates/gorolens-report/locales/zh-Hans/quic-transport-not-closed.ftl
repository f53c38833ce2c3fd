quic-transport-not-closed-title = 有 { $n } 个 QUIC transport 开着，每个占一个 UDP socket

quic-transport-not-closed-count = { $n } 个 transport，上面共有 { $conns } 条连接：一个 transport 就能承载任意多条连接。

quic-transport-not-closed-or-wanted = 本来就要这么多 socket：每个本地地址或端口一个。

quic-transport-not-closed-remedy = 整个进程只用一个 transport。
quic-transport-not-closed-step-one = http3.Transport 或 quic.Transport 只建一次，所有调用共用。
quic-transport-not-closed-step-close = 为单次调用而建的，用完要关闭；关闭连接并不会关闭 socket。

quic-transport-not-closed-run-ss = 这个进程的 UDP socket
