//! Functions of whose arguments one is kept: the first, which names the object a goroutine belongs to.
//!
//! The first argument of a pointer method is its receiver (Go ABI, all versions), so two
//! goroutines with the same value work on the same object. Keeping every argument of every
//! goroutine would cost more than the dump itself, so only those that a rule asks for are kept.

use super::origin::Origin;
use super::tables::StackFrame;

/// Whether the first argument of this frame is kept per goroutine: always in the user's own code,
/// where a receiver's address says whose lock a goroutine may hold, else by name.
///
/// net/http: `transport.go` of Go 1.7–1.27 (persistConn, Transport), `h2_bundle.go` up to 1.26 and
/// `internal/http2` since 1.27 (HTTP/2). sync: `lockSlow` exists since 1.13.
pub fn is_watched(frame: &StackFrame) -> bool {
    frame.origin == Origin::Application || is_watched_func(&frame.func)
}

/// Which argument of a watched call is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The receiver of a method.
    First,
    /// The last word, of the struct that comes last.
    Last,
}

/// The function that all requests of an `http.Client` go through: `send(req, rt, deadline)` of
/// `net/http/client.go`, Go 1.5–1.27. The deadline is a `time.Time`, whose last word refers to the
/// zone: zero for the zero time of a Client without a Timeout, else not, since `time.Now` sets it.
pub const HTTP_SEND: &str = "net/http.send";

/// Which argument is kept, if the call is a watched one.
pub fn kept(func: &[u8]) -> Kept {
    match func == HTTP_SEND.as_bytes() {
        true => Kept::Last,
        false => Kept::First,
    }
}

fn is_watched_func(func: &str) -> bool {
    if func == HTTP_SEND {
        return true;
    }
    let Some(rest) = func.rfind(".(*").map(|at| &func[at + 3..]) else {
        return false;
    };
    matches!(
        rest,
        "persistConn).readLoop"
            | "persistConn).writeLoop"
            | "persistConn).roundTrip"
            | "persistConn).Read"
            | "persistConn).addTLS"
            | "bodyEOFSignal).Read"
            | "Transport).RoundTrip"
            | "Transport).roundTrip"
            | "Transport).getConn"
            | "Transport).dialConn"
            | "Transport).dialConnFor"
            | "http2ClientConn).readLoop"
            | "http2ClientConn).RoundTrip"
            | "http2ClientConn).roundTrip"
            | "http2Transport).RoundTrip"
            | "http2Transport).RoundTripOpt"
            | "ClientConn).readLoop"
            | "ClientConn).RoundTrip"
            | "ClientConn).roundTrip"
            | "http2clientStream).doRequest"
            | "clientStream).doRequest"
            | "Mutex).lockSlow"
            | "Mutex).Lock"
            | "RWMutex).Lock"
            | "RWMutex).RLock"
            | "WaitGroup).Wait"
            | "Cond).Wait"
            | "DB).conn"
            | "DB).connectionOpener"
    )
}
