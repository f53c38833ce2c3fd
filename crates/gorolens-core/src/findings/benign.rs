//! Goroutines that every program has, recognised by their stack alone.
//!
//! They are counted and hidden, never a finding. Sources: `os/signal/signal_unix.go`,
//! `net/http/server.go`, `net/http/pprof`, `database/sql/sql.go` of Go 1.7–1.27.

use super::has_func;
use crate::model::Stack;

/// The rule that says why goroutines with this stack are normal, if one does.
pub fn benign(stack: &Stack) -> Option<&'static str> {
    if is_dump_request(stack) {
        return Some("benign-dump-request");
    }
    if stack.has("os/signal.signal_recv") || stack.has("os/signal.loop") {
        return Some("benign-signal-loop");
    }
    if stack.has("net/http.(*connReader).backgroundRead") {
        return Some("benign-http-background-read");
    }
    if has_func(stack, "(*connReader).startBackgroundRead.gowrap2")
        || has_func(stack, "(*connReader).startBackgroundRead.func2")
    {
        return Some("benign-http-background-read");
    }
    if stack.has("net/http.(*Server).Serve") && has_func(stack, "(*TCPListener).Accept") {
        return Some("benign-accept-loop");
    }
    if is_runtime_worker(stack) {
        return Some("benign-runtime");
    }
    None
}

/// Whether findings of this rule say that their goroutines are normal.
pub(super) fn is_benign_rule(rule: &str) -> bool {
    rule.starts_with("benign-")
}

/// The goroutine that wrote the dump: the pprof handler or whoever called runtime.Stack.
fn is_dump_request(stack: &Stack) -> bool {
    stack.frames.iter().any(|frame| {
        matches!(
            &*frame.func,
            "runtime/pprof.writeGoroutineStacks"
                | "runtime/pprof.writeGoroutine"
                | "runtime/pprof.runtime_goroutineProfileWithLabels"
                | "runtime/pprof.writeRuntimeProfile"
                | "net/http/pprof.Index"
                | "net/http/pprof.handler.ServeHTTP"
                | "runtime/debug.Stack"
        )
    })
}

/// The runtime's own goroutines, which crash text at system level lists.
fn is_runtime_worker(stack: &Stack) -> bool {
    let root = stack
        .frames
        .iter()
        .rev()
        .find(|frame| &*frame.func != "runtime.goexit");
    root.is_some_and(|frame| {
        matches!(
            frame.func.split('(').next().unwrap_or_default(),
            "runtime.bgsweep"
                | "runtime.bgscavenge"
                | "runtime.forcegchelper"
                | "runtime.gcBgMarkWorker"
                | "runtime.ensureSigM.func1"
                | "runtime.updateMaxProcsGoroutine"
        )
    }) || is_idle_finalizer(stack)
}

/// The finalizer and cleanup goroutines, as long as they run no user code.
fn is_idle_finalizer(stack: &Stack) -> bool {
    let mut roots = stack
        .frames
        .iter()
        .rev()
        .filter(|frame| &*frame.func != "runtime.goexit");
    let is_root = roots.next().is_some_and(|frame| {
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
