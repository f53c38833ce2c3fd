//! What a goroutine waits for, told from its stack.
//!
//! Profiles carry no state. Those with the runtime's own frames (`debug=0`) give most of it back;
//! `debug=1` hides these, and only their addresses are left (`parse/hidden.rs`).

/// State of a goroutine whose stack does not tell it.
pub(crate) const UNKNOWN: &str = "unknown";

/// The state that Go would print, from the functions of a stack with their lines, innermost first.
pub(crate) fn from_stack<'a>(frames: impl Iterator<Item = (&'a str, u32)> + Clone) -> &'static str {
    let mut rest = frames;
    let mut seen_any = false;
    while let Some((func, line)) = rest.next() {
        if let Some(state) = on_nil_channel(func, line).or_else(|| by_function(func)) {
            return state;
        }
        if is_semaphore(func) {
            return by_lock(rest.map(|it| it.0));
        }
        if !passes(func) {
            return UNKNOWN;
        }
        seen_any |= func != "runtime.goexit";
    }
    if seen_any { UNKNOWN } else { "runnable" }
}

/// Whether a goroutine in this state, told by [`from_stack`], is parked: `runtime.gopark` is on top.
pub(crate) fn parks(state: &str) -> bool {
    !matches!(
        state,
        UNKNOWN | "runnable" | "running" | "syscall" | "coroutine"
    )
}

/// `runtime/chan.go` parks for ever at the beginning of an operation on a nil channel: these lines, Go
/// 1.19–1.22, 1.23, 1.24 and 1.25–1.27.
fn on_nil_channel(func: &str, line: u32) -> Option<&'static str> {
    match (func, line) {
        ("runtime.chansend", 165 | 176 | 181) => Some("chan send (nil chan)"),
        ("runtime.chanrecv", 469 | 516 | 533 | 536) => Some("chan receive (nil chan)"),
        _ => None,
    }
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
        // The generator, where it hands over a value; `coroswitch` itself may be hidden.
        _ if func.starts_with("iter.Pull") => "coroutine",
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
            let frames = funcs.iter().map(|func| (*func, 0));
            assert_eq!(from_stack(frames), state, "{funcs:?}");
        }
        let nil = [("runtime.gopark", 462), ("runtime.chansend", 181)];
        assert_eq!(from_stack(nil.into_iter()), "chan send (nil chan)");
    }
}
