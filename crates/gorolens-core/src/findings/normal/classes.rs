//! The table of what is normal by its stack.
//!
//! Sources: `os/signal/signal_unix.go`, `net/http/server.go`, `net/http/pprof`,
//! `database/sql/sql.go`, `runtime/proc.go`, `mgc.go`, `mfinal.go`, `testing/testing.go`,
//! `time/sleep.go` of Go 1.7–1.27; the libraries' own sources where one is named.
//!
//! A class may ask anything of the calls of a stack; of its creator no more than [`Starter`] says.

use super::{Class, Limit, Starter, starter};
use crate::findings::{has_func, is_func};
use crate::message::msg;
use crate::model::Stack;

/// First come those that another class would fit, too.
pub(super) const CLASSES: &[Class] = &[
    Class {
        id: "benign-profile-handler",
        passive: true,
        is: is_dump_taker,
        limit: Limit::Of(8),
        why: || msg("normal-profile-handler"),
        until: || msg("normal-profile-handler-until"),
    },
    Class {
        id: "benign-testing",
        passive: true,
        is: is_testing,
        limit: Limit::Any,
        why: || msg("normal-testing"),
        until: || msg("normal-testing-until"),
    },
    Class {
        id: "benign-main-wait",
        passive: false,
        is: is_main,
        limit: Limit::Of(1),
        why: || msg("normal-main-wait"),
        until: || msg("normal-main-wait-until"),
    },
    Class {
        id: "benign-signal-loop",
        passive: true,
        is: |stack| stack.has("os/signal.signal_recv") || stack.has("os/signal.loop"),
        limit: Limit::Of(1),
        why: || msg("normal-signal-loop"),
        until: || msg("normal-signal-loop-until"),
    },
    Class {
        id: "benign-background-read",
        passive: true,
        is: is_background_read,
        limit: Limit::Any,
        why: || msg("normal-background-read"),
        until: || msg("normal-background-read-until"),
    },
    Class {
        id: "benign-accept-loop",
        passive: true,
        is: is_accept_loop,
        limit: Limit::Each(10),
        why: || msg("normal-accept-loop"),
        until: || msg("normal-accept-loop-until"),
    },
    Class {
        id: "benign-idle-server-conns",
        passive: false,
        is: is_idle_server_conn,
        limit: Limit::Of(500),
        why: || msg("normal-idle-server-conns"),
        until: || msg("normal-idle-server-conns-until"),
    },
    Class {
        id: "benign-runtime-workers",
        passive: true,
        is: is_runtime_worker,
        limit: Limit::Any,
        why: || msg("normal-runtime-workers"),
        until: || msg("normal-runtime-workers-until"),
    },
    Class {
        id: "benign-cgo-locked-thread",
        passive: true,
        is: is_locked_thread,
        limit: Limit::Of(1),
        why: || msg("normal-cgo-locked-thread"),
        until: || msg("normal-cgo-locked-thread-until"),
    },
    Class {
        id: "benign-opencensus-worker",
        passive: true,
        is: |stack| in_library(stack, "go.opencensus.io/", &["(*worker).start"]),
        limit: Limit::Of(1),
        why: || msg("normal-opencensus-worker"),
        until: || msg("normal-opencensus-worker-until"),
    },
    Class {
        id: "benign-log-flush-daemon",
        passive: true,
        is: |stack| {
            root_is(
                stack,
                &[
                    "(*loggingT).flushDaemon",
                    "(*fileSink).flushDaemon",
                    "(*flushDaemon).run.func1",
                ],
            )
        },
        limit: Limit::Each(1),
        why: || msg("normal-log-flush-daemon"),
        until: || msg("normal-log-flush-daemon-until"),
    },
    Class {
        id: "benign-single-lumberjack",
        passive: false,
        is: |stack| has_func(stack, "(*Logger).millRun"),
        limit: Limit::Of(8),
        why: || msg("normal-single-lumberjack"),
        until: || msg("normal-single-lumberjack-until"),
    },
    Class {
        id: "benign-driver-watchers",
        passive: false,
        is: |stack| {
            root_is(
                stack,
                &[
                    "(*mysqlConn).startWatcher.func1",
                    "(*conn).watchCancel.func1",
                    "(*ContextWatcher).Watch.func1",
                    "(*pool).maintain",
                ],
            )
        },
        limit: Limit::Of(100),
        why: || msg("normal-driver-watchers"),
        until: || msg("normal-driver-watchers-until"),
    },
    Class {
        id: "benign-pool-health",
        passive: false,
        is: |stack| {
            root_is(
                stack,
                &[
                    "(*DB).connectionOpener",
                    "(*DB).connectionCleaner",
                    "(*DB).connectionResetter",
                    "(*Pool).backgroundHealthCheck",
                    "(*ConnPool).reaper",
                ],
            )
        },
        limit: Limit::Each(7),
        why: || msg("normal-pool-health"),
        until: || msg("normal-pool-health-until"),
    },
    Class {
        id: "benign-pool-workers",
        passive: false,
        is: is_pool_worker,
        limit: Limit::Each(500),
        why: || msg("normal-pool-workers"),
        until: || msg("normal-pool-workers-until"),
    },
    Class {
        id: "benign-pool-workers",
        passive: false,
        is: |stack| {
            root_is(
                stack,
                &[
                    "(*workerPool).Start.func2",
                    "(*HostClient).connsCleaner",
                    "(*Client).mCleaner",
                    "(*TCPDialer).tcpAddrsClean",
                    "(*poolCommon).purgeStaleWorkers",
                    "(*Pool).purgeStaleWorkers",
                    "(*Pool).ticktock",
                ],
            )
        },
        limit: Limit::Each(4),
        why: || msg("normal-pool-workers"),
        until: || msg("normal-pool-workers-until"),
    },
    Class {
        id: "benign-informer-set",
        passive: false,
        is: is_informer,
        limit: Limit::Each(50),
        why: || msg("normal-informer-set"),
        until: || msg("normal-informer-set-until"),
    },
    Class {
        id: "benign-grpc-internals",
        passive: false,
        is: is_grpc,
        limit: Limit::Each(20),
        why: || msg("normal-grpc-internals"),
        until: || msg("normal-grpc-internals-until"),
    },
    Class {
        id: "benign-otel-single",
        passive: false,
        is: |stack| {
            in_library(
                stack,
                "go.opentelemetry.io/otel/",
                &[
                    "(*batchSpanProcessor).processQueue",
                    "(*PeriodicReader).run",
                    "(*periodicReader).run",
                ],
            )
        },
        limit: Limit::Each(3),
        why: || msg("normal-otel-single"),
        until: || msg("normal-otel-single-until"),
    },
    Class {
        id: "benign-websocket-users",
        passive: false,
        is: is_websocket,
        limit: Limit::Each(100),
        why: || msg("normal-websocket-users"),
        until: || msg("normal-websocket-users-until"),
    },
    Class {
        id: "benign-wanted-streams",
        passive: false,
        is: is_stream,
        limit: Limit::Each(10),
        why: || msg("normal-wanted-streams"),
        until: || msg("normal-wanted-streams-until"),
    },
    Class {
        id: "benign-shutdown-lag",
        passive: false,
        is: is_shutdown,
        limit: Limit::Young(4),
        why: || msg("normal-shutdown-lag"),
        until: || msg("normal-shutdown-lag-until"),
    },
    Class {
        id: "benign-afterfunc-callback",
        passive: false,
        is: |stack| starter(stack) == Starter::Timer,
        limit: Limit::Young(20),
        why: || msg("normal-afterfunc-callback"),
        until: || msg("normal-afterfunc-callback-until"),
    },
];

/// Whether the outermost function is one of these, in whatever package.
fn root_is(stack: &Stack, names: &[&str]) -> bool {
    let root = stack.root();
    root.is_some_and(|root| names.iter().any(|name| is_func(&root.func, name)))
}

/// Whether a function of the stack is one of these, and one of a package below `path`, vendored or
/// not. The names come first: most stacks are told apart by them without a look at the frames.
fn in_library(stack: &Stack, path: &str, names: &[&str]) -> bool {
    names.iter().any(|name| has_func(stack, name)) && below(stack, path)
}

/// Whether any function of the stack is of a package below `path`, vendored or not.
fn below(stack: &Stack, path: &str) -> bool {
    stack.frames.iter().any(|frame| frame.func.contains(path))
}

/// The goroutine that wrote the dump: the pprof handler or whoever called runtime.Stack.
fn is_dump_taker(stack: &Stack) -> bool {
    [
        "runtime/pprof.writeGoroutineStacks",
        "runtime/pprof.writeGoroutine",
        "runtime/pprof.runtime_goroutineProfileWithLabels",
        "runtime/pprof.writeRuntimeProfile",
        "runtime/pprof.profileWriter",
        "net/http/pprof.Index",
        "net/http/pprof.handler.ServeHTTP",
        "runtime/debug.Stack",
    ]
    .iter()
    .any(|name| stack.has(name))
}

/// Package testing waits for a test: the test itself is another goroutine.
fn is_testing(stack: &Stack) -> bool {
    stack.top().is_some_and(|top| {
        matches!(
            &*top.func,
            "testing.(*T).Run"
                | "testing.(*T).Parallel"
                | "testing.(*F).Fuzz.func1"
                | "testing.(*B).run1"
                | "testing.(*B).doBench"
                | "testing.(*testContext).waitParallel"
                | "testing.(*testState).waitParallel"
                | "testing.tRunner.func1"
                | "testing.runFuzzing"
        ) || top.func.starts_with("testing.(*M).startAlarm")
    })
}

/// The main goroutine, which waits for the end of the program.
fn is_main(stack: &Stack) -> bool {
    let is_root = stack
        .root()
        .is_some_and(|root| matches!(&*root.func, "main.main" | "runtime.main"));
    is_root && starter(stack) == Starter::None
}

/// A handler's connection is read in the background, to notice that the client leaves.
fn is_background_read(stack: &Stack) -> bool {
    stack.has("net/http.(*connReader).backgroundRead")
        || has_func(stack, "(*connReader).startBackgroundRead.gowrap2")
        || has_func(stack, "(*connReader).startBackgroundRead.func2")
}

fn is_accept_loop(stack: &Stack) -> bool {
    [
        "(*TCPListener).Accept",
        "(*TCPListener).AcceptTCP",
        "(*UnixListener).Accept",
        "(*UnixListener).AcceptUnix",
    ]
    .iter()
    .any(|name| has_func(stack, name))
}

/// Between two requests: in the read of the next one's first byte.
fn is_idle_server_conn(stack: &Stack) -> bool {
    stack.has("net/http.(*conn).serve")
        && stack.has("bufio.(*Reader).Peek")
        && !has_func(stack, "HandlerFunc.ServeHTTP")
        && !has_func(stack, "serverHandler.ServeHTTP")
}

/// The runtime's own goroutines, which crash text at system level lists.
fn is_runtime_worker(stack: &Stack) -> bool {
    let root = stack.root();
    root.is_some_and(|frame| {
        matches!(
            frame.func.split('(').next().unwrap_or_default(),
            "runtime.bgsweep"
                | "runtime.bgscavenge"
                | "runtime.forcegchelper"
                | "runtime.gcBgMarkWorker"
                | "runtime.ensureSigM.func1"
                | "runtime.updateMaxProcsGoroutine"
                | "runtime.traceStartReadCPU.func1"
                | "runtime/trace.Start.func1"
                | "unique.registerCleanup.func1"
        )
    }) || is_idle_finalizer(stack)
}

/// The finalizer and cleanup goroutines, as long as they run no user code.
fn is_idle_finalizer(stack: &Stack) -> bool {
    let is_root = stack.root().is_some_and(|frame| {
        matches!(
            &*frame.func,
            "runtime.runfinq" | "runtime.runFinalizers" | "runtime.runCleanups"
        )
    });
    is_root
        && stack
            .frames
            .iter()
            .all(|frame| frame.func.starts_with("runtime."))
}

/// A thread that C made and Go has no frames of.
fn is_locked_thread(stack: &Stack) -> bool {
    !stack.frames.is_empty()
        && stack
            .frames
            .iter()
            .all(|frame| &*frame.func == "runtime.goexit")
}

/// Idle workers of fasthttp, ants, tunny.
fn is_pool_worker(stack: &Stack) -> bool {
    let names = [
        "(*workerPool).workerFunc",
        "(*workerWrapper).run",
        "(*goWorker).run.func1",
        "(*goWorkerWithFunc).run.func1",
    ];
    let top = stack.top();
    top.is_some_and(|top| names.iter().any(|name| is_func(&top.func, name)))
}

/// client-go: one family of goroutines for each type that is watched, and for each queue.
fn is_informer(stack: &Stack) -> bool {
    let names = [
        "(*Reflector).ListAndWatch",
        "(*Reflector).Run",
        "(*Reflector).watchHandler",
        "(*controller).processLoop",
        "(*processorListener).run",
        "(*processorListener).pop",
        "(*sharedProcessor).run",
        "(*Type).updateUnfinishedWorkLoop",
        "(*Typed[...]).updateUnfinishedWorkLoop",
        "(*delayingType).waitingLoop",
        "(*delayingType[...]).waitingLoop",
    ];
    in_library(stack, "k8s.io/client-go/", &names)
}

/// grpc-go: one reader and one writer for each connection, serialisers for each ClientConn.
fn is_grpc(stack: &Stack) -> bool {
    let names = [
        "(*http2Client).reader",
        "(*http2Client).keepalive",
        "(*http2Server).keepalive",
        "(*controlBuffer).get",
        "(*CallbackSerializer).run",
        "(*Server).serverWorker",
        "(*ccBalancerWrapper).watcher",
        "(*pickerWrapper).pick",
    ];
    in_library(stack, "google.golang.org/grpc", &names)
}

/// A peer that is silent between two messages.
fn is_websocket(stack: &Stack) -> bool {
    let names = [
        "(*Conn).NextReader",
        "(*Conn).advanceFrame",
        "(*Conn).timeoutLoop",
        "(*Conn).readLoop",
    ];
    in_library(stack, "websocket", &names)
}

/// Watches, streams and subscriptions that are meant to wait.
fn is_stream(stack: &Stack) -> bool {
    has_func(stack, "(*StreamWatcher).receive")
        || has_func(stack, "(*clientStream).RecvMsg")
        || has_func(stack, "(*PubSub).ReceiveTimeout")
        || has_func(stack, "(*watchGrpcStream).run")
}

/// Something is being shut down right now.
fn is_shutdown(stack: &Stack) -> bool {
    [
        "(*Server).Shutdown",
        "(*Server).GracefulStop",
        "(*Server).Stop",
        "(*persistConn).closeConnIfStillIdle",
    ]
    .iter()
    .any(|name| has_func(stack, name))
}
