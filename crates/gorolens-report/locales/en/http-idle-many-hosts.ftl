http-idle-many-hosts-title = { $n } HTTP client connections idle without limit: one Transport may talk to very many hosts

http-idle-many-hosts-shared = All { $n } requests now in flight use the same *Transport.
http-idle-many-hosts-old = { $n } connections have been idle for longer than 90 s, so their Transport has no IdleConnTimeout.
http-idle-many-hosts-no-addresses = The dump shows no remote addresses: it cannot tell many hosts from many Transports.

http-idle-many-hosts-or-per-request = The idle connections may belong to other, throw-away Transports. Few remote hosts in ss or lsof mean that.

http-idle-many-hosts-remedy = Give the Transport an idle timeout and a limit.
http-idle-many-hosts-step-timeout = Set IdleConnTimeout, so that an unused connection ends by itself.
http-idle-many-hosts-step-limit = Set MaxIdleConns to bound the pool over all hosts.
