//! The founding example: a service that builds an `http.Transport` for every request.
//!
//! The text is what Go 1.24 prints at `/debug/pprof/goroutine?debug=2`: 600 connections with two
//! goroutines each, of which no one is in use, and the handful of goroutines such a service has
//! anyway. Made here because 1,200 printed goroutines weigh a megabyte.

use std::fmt::Write;

/// The name shown for it.
pub const NAME: &str = "example: price service, debug=2";

/// Connections that are left over.
const N_CONNECTIONS: u64 = 600;

/// Minutes since the first of them was made.
const MINUTES: u64 = 147;

/// The text of the dump.
pub fn dump() -> String {
    let mut res = String::with_capacity(1_100_000);
    res.push_str(OWN);
    for n in 0..N_CONNECTIONS {
        connection(&mut res, n);
    }
    res
}

/// One idle keep-alive connection: its read loop and its write loop.
fn connection(res: &mut String, n: u64) {
    let minutes = MINUTES - n * (MINUTES - 3) / N_CONNECTIONS;
    let conn = 0xc0_001f_2000 + n * 0x1440;
    let (fd, reader) = (conn + 0x480, conn + 0x9c0);
    let buffer = 0xc0_0400_0000 + n * 0x1000;
    let (poll, net) = (0x7f2c_9840_1e28 + n * 0x118, conn + 0xd8);
    let (read_loop, dial) = (211 + n * 9, 208 + n * 9);
    let write_loop = read_loop + 1;
    let written = write!(
        res,
        "
goroutine {read_loop} [IO wait, {minutes} minutes]:
internal/poll.runtime_pollWait({poll:#x}, 0x72)
	/usr/local/go/src/runtime/netpoll.go:351 +0x85
internal/poll.(*pollDesc).wait({fd:#x}?, {buffer:#x}?, 0x0)
	/usr/local/go/src/internal/poll/fd_poll_runtime.go:84 +0x27
internal/poll.(*pollDesc).waitRead(...)
	/usr/local/go/src/internal/poll/fd_poll_runtime.go:89
internal/poll.(*FD).Read({fd:#x}, {{{buffer:#x}, 0x1000, 0x1000}})
	/usr/local/go/src/internal/poll/fd_unix.go:165 +0x27a
net.(*netFD).Read({fd:#x}, {{{buffer:#x}?, 0x404d34?, 0x0?}})
	/usr/local/go/src/net/fd_posix.go:55 +0x25
net.(*conn).Read({net:#x}, {{{buffer:#x}?, 0x404b2f?, {reader:#x}?}})
	/usr/local/go/src/net/net.go:194 +0x45
net/http.(*persistConn).Read({conn:#x}, {{{buffer:#x}?, 0x646ae5?, 0x80edc0?}})
	/usr/local/go/src/net/http/transport.go:2125 +0x47
bufio.(*Reader).fill({reader:#x})
	/usr/local/go/src/bufio/bufio.go:113 +0x103
bufio.(*Reader).Peek({reader:#x}, 0x1)
	/usr/local/go/src/bufio/bufio.go:152 +0x53
net/http.(*persistConn).readLoop({conn:#x})
	/usr/local/go/src/net/http/transport.go:2278 +0x172
created by net/http.(*Transport).dialConn in goroutine {dial}
	/usr/local/go/src/net/http/transport.go:1947 +0x174f

goroutine {write_loop} [select, {minutes} minutes]:
net/http.(*persistConn).writeLoop({conn:#x})
	/usr/local/go/src/net/http/transport.go:2593 +0xe7
created by net/http.(*Transport).dialConn in goroutine {dial}
	/usr/local/go/src/net/http/transport.go:1948 +0x17a5
"
    );
    debug_assert!(written.is_ok(), "writing into a String cannot fail");
}

/// The goroutines of the service itself.
const OWN: &str = "\
goroutine 5861 [running]:
runtime/pprof.writeGoroutineStacks({0x8a5ec0, 0xc0004c8000})
	/usr/local/go/src/runtime/pprof/pprof.go:764 +0x6a
runtime/pprof.writeGoroutine({0x8a5ec0?, 0xc0004c8000?}, 0xd?)
	/usr/local/go/src/runtime/pprof/pprof.go:753 +0x25
runtime/pprof.(*Profile).WriteTo(0xb1c2a0?, {0x8a5ec0?, 0xc0004c8000?}, 0xc?)
	/usr/local/go/src/runtime/pprof/pprof.go:377 +0x14b
net/http/pprof.handler.ServeHTTP({0xc000452031, 0x9}, {0x8a8708, 0xc0004c8000}, 0xc00045a000)
	/usr/local/go/src/net/http/pprof/pprof.go:272 +0x52f
net/http/pprof.Index({0x8a8708, 0xc0004c8000}, 0xc00045a000?)
	/usr/local/go/src/net/http/pprof/pprof.go:389 +0xde
net/http.HandlerFunc.ServeHTTP(0xb2a9c0?, {0x8a8708?, 0xc0004c8000?}, 0x6a1f56?)
	/usr/local/go/src/net/http/server.go:2294 +0x29
net/http.(*ServeMux).ServeHTTP(0x47c3d9?, {0x8a8708, 0xc0004c8000}, 0xc00045a000)
	/usr/local/go/src/net/http/server.go:2822 +0x1c4
net/http.serverHandler.ServeHTTP({0xc000446270?}, {0x8a8708?, 0xc0004c8000?}, 0x1?)
	/usr/local/go/src/net/http/server.go:3301 +0x8e
net/http.(*conn).serve(0xc0004442d0, {0x8a8b90, 0xc00012b290})
	/usr/local/go/src/net/http/server.go:2102 +0x625
created by net/http.(*Server).Serve in goroutine 1
	/usr/local/go/src/net/http/server.go:3454 +0x485

goroutine 1 [IO wait]:
internal/poll.runtime_pollWait(0x7f2c98401c10, 0x72)
	/usr/local/go/src/runtime/netpoll.go:351 +0x85
internal/poll.(*pollDesc).wait(0xc00013e000?, 0x900448a5e?, 0x0)
	/usr/local/go/src/internal/poll/fd_poll_runtime.go:84 +0x27
internal/poll.(*pollDesc).waitRead(...)
	/usr/local/go/src/internal/poll/fd_poll_runtime.go:89
internal/poll.(*FD).Accept(0xc00013e000)
	/usr/local/go/src/internal/poll/fd_unix.go:620 +0x295
net.(*netFD).accept(0xc00013e000)
	/usr/local/go/src/net/fd_unix.go:172 +0x29
net.(*TCPListener).accept(0xc000128340)
	/usr/local/go/src/net/tcpsock_posix.go:159 +0x1b
net.(*TCPListener).Accept(0xc000128340)
	/usr/local/go/src/net/tcpsock.go:380 +0x30
net/http.(*Server).Serve(0xc000156000, {0x8a87f8, 0xc000128340})
	/usr/local/go/src/net/http/server.go:3424 +0x30c
net/http.(*Server).ListenAndServe(0xc000156000)
	/usr/local/go/src/net/http/server.go:3350 +0x71
main.main()
	/srv/shop/cmd/prices/main.go:58 +0x2a5

goroutine 18 [select, 147 minutes]:
example.com/shop/internal/prices.(*Cache).evictLoop(0xc00012c0c0, {0x8a8b58, 0xb4f120})
	/srv/shop/internal/prices/cache.go:61 +0xc5
created by example.com/shop/internal/prices.NewCache in goroutine 1
	/srv/shop/internal/prices/cache.go:34 +0x125

goroutine 19 [chan receive]:
example.com/shop/internal/prices.(*Refresher).Run(0xc00012c120)
	/srv/shop/internal/prices/refresh.go:47 +0x8d
created by main.main in goroutine 1
	/srv/shop/cmd/prices/main.go:41 +0x1e5

goroutine 34 [syscall, 147 minutes]:
os/signal.signal_recv()
	/usr/local/go/src/runtime/sigqueue.go:152 +0x29
os/signal.loop()
	/usr/local/go/src/os/signal/signal_unix.go:23 +0x13
created by os/signal.Notify.func1.1 in goroutine 1
	/usr/local/go/src/os/signal/signal.go:152 +0x1f
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_two_goroutines_for_every_connection() {
        let dump = dump();
        let headers = dump.lines().filter(|line| line.starts_with("goroutine "));
        assert_eq!(headers.count() as u64, 2 * N_CONNECTIONS + 5);
        assert!(dump.contains("[IO wait, 147 minutes]") && dump.contains("[select, 4 minutes]"));
        assert!(dump.len() < 1_100_000, "{}", dump.len());
    }

    #[test]
    fn no_two_connections_share_a_pointer() {
        let dump = dump();
        let loops = dump.lines().filter(|line| line.contains("readLoop("));
        let distinct: std::collections::BTreeSet<_> = loops.collect();
        assert_eq!(distinct.len() as u64, N_CONNECTIONS);
    }
}
