//! What a goroutine waits for, told from its stack.
//!
//! Profiles carry no state. Those with the runtime's own frames (`debug=0`) give most of it back;
//! `debug=1` hides these, so a channel operation and a computation look the same there.

/// State of a goroutine whose stack does not tell it.
pub(crate) const UNKNOWN: &str = "unknown";

/// The state that Go would print, from the functions of a stack, innermost first.
pub(crate) fn from_stack<'a>(funcs: impl Iterator<Item = &'a str> + Clone) -> &'static str {
    let mut rest = funcs;
    let mut seen_any = false;
    while let Some(func) = rest.next() {
        if let Some(state) = by_function(func) {
            return state;
        }
        if is_semaphore(func) {
            return by_lock(rest);
        }
        if !passes(func) {
            return UNKNOWN;
        }
        seen_any |= func != "runtime.goexit";
    }
    if seen_any { UNKNOWN } else { "runnable" }
}

/// Functions that are the state. Spelled as in Go 1.7 to 1.27.
fn by_function(func: &str) -> Option<&'static str> {
    let state = match func {
        "runtime.chanrecv" | "runtime.chanrecv1" | "runtime.chanrecv2" => "chan receive",
        "runtime.chansend" | "runtime.chansend1" => "chan send",
        "runtime.selectgo" | "runtime.selectgoImpl" => "select",
        "runtime.block" => "select (no cases)",
        "runtime.netpollblock" | "internal/poll.runtime_pollWait" | "net.runtime_pollWait" => {
            "IO wait"
        }
        "time.Sleep" | "runtime.timeSleep" => "sleep",
        "sync.runtime_notifyListWait" => "sync.Cond.Wait",
        "runtime.coroswitch" | "runtime.coroswitch_m" | "iter.coroswitch" => "coroutine",
        "runtime.cgocall" | "os/signal.signal_recv" | "runtime.notetsleepg" => "syscall",
        "runtime.goroutineProfileWithLabels" | "runtime/pprof.runtime_goroutineProfile" => {
            "running"
        }
        "runtime/pprof.writeGoroutineStacks" | "runtime/pprof.writeRuntimeProfile" => "running",
        "runtime.gcBgMarkWorker" => "GC worker (idle)",
        "runtime.bgsweep" => "GC sweep wait",
        "runtime.bgscavenge" => "GC scavenge wait",
        "runtime.forcegchelper" => "force gc (idle)",
        "runtime.runfinq" | "runtime.runFinalizers" => "finalizer wait",
        "runtime.runCleanups" => "cleanup wait",
        _ if is_syscall(func) => "syscall",
        _ => return None,
    };
    Some(state)
}

fn is_syscall(func: &str) -> bool {
    const PREFIXES: [&str; 5] = [
        "syscall.Syscall",
        "syscall.RawSyscall",
        "syscall.syscall",
        "internal/runtime/syscall.",
        "runtime/internal/syscall.",
    ];
    PREFIXES.iter().any(|prefix| func.starts_with(prefix)) || func.contains("._Cfunc_")
}

fn is_semaphore(func: &str) -> bool {
    func.starts_with("sync.runtime_Semacquire")
        || func.starts_with("internal/sync.runtime_Semacquire")
        || func.starts_with("internal/poll.runtime_Semacquire")
}

/// What the semaphore belongs to: the frames below `runtime_Semacquire…`.
fn by_lock<'a>(mut below: impl Iterator<Item = &'a str>) -> &'static str {
    match below.next() {
        Some("sync.(*RWMutex).RLock") => "sync.RWMutex.RLock",
        Some("sync.(*RWMutex).Lock") => "sync.RWMutex.Lock",
        Some("sync.(*WaitGroup).Wait") => "sync.WaitGroup.Wait",
        Some(
            "sync.(*Mutex).lockSlow" | "sync.(*Mutex).Lock" | "internal/sync.(*Mutex).lockSlow",
        ) => "sync.Mutex.Lock",
        _ => "semacquire",
    }
}

/// Frames that stand above the one that tells.
fn passes(func: &str) -> bool {
    func.starts_with("runtime.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states() {
        let cases: [(&[&str], &str); 9] = [
            (
                &[
                    "internal/poll.runtime_pollWait",
                    "internal/poll.(*pollDesc).wait",
                ],
                "IO wait",
            ),
            (
                &[
                    "runtime.gopark",
                    "runtime.chanrecv",
                    "runtime.chanrecv1",
                    "main.f",
                ],
                "chan receive",
            ),
            (&["runtime.gopark", "runtime.selectgo", "main.f"], "select"),
            (
                &[
                    "internal/sync.runtime_SemacquireMutex",
                    "internal/sync.(*Mutex).lockSlow",
                ],
                "sync.Mutex.Lock",
            ),
            (
                &[
                    "runtime.gopark",
                    "runtime.semacquire1",
                    "sync.runtime_Semacquire",
                    "sync.(*WaitGroup).Wait",
                ],
                "sync.WaitGroup.Wait",
            ),
            (&["time.Sleep", "main.main"], "sleep"),
            (&["main.f", "main.main"], UNKNOWN),
            (&[], "runnable"),
            (
                &[
                    "runtime.notetsleepg",
                    "os/signal.signal_recv",
                    "os/signal.loop",
                ],
                "syscall",
            ),
        ];
        for (funcs, state) in cases {
            assert_eq!(from_stack(funcs.iter().copied()), state, "{funcs:?}");
        }
    }
}
