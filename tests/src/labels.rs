//! What the second collection of dumps is known to show, for the score: see `tests/shared.rs` for
//! where it lies. It is not part of the project; without it the corpus alone is scored.

use std::fs;
use std::path::{Path, PathBuf};

/// A scenario of the second collection: the rules that name its fault, and those that may speak too.
pub struct Label {
    /// The folder.
    pub scenario: &'static str,
    /// Each of them has to be said; none for a healthy program.
    pub faults: &'static [&'static str],
    /// Also true of the program, or not to be told from the fault in one dump.
    pub may: &'static [&'static str],
}

const fn label(
    scenario: &'static str,
    faults: &'static [&'static str],
    may: &'static [&'static str],
) -> Label {
    Label {
        scenario,
        faults,
        may,
    }
}

/// The scenarios whose cause is known. Those that are there for the parser's sake are not scored.
pub const LABELS: &[Label] = &[
    label("afterfunc-context", &["once-stuck"], &["afterfunc-stuck"]),
    label("body-not-closed", &["http-body-not-closed"], &[]),
    label("body-slow-read", &[], &["http-body-slow-reader"]),
    label("chan-receive-forever", &["chan-recv-never-closed"], &[]),
    label("chan-send-abandoned", &["chan-send-abandoned"], &[]),
    label("cond-wait", &["cond-wait-lost"], &[]),
    label(
        "context-never-cancelled",
        &["context-cancel-not-called"],
        &["ticker-loop-never-stopped", "chan-recv-never-closed"],
    ),
    label("cpu-bound", &[], &[]),
    label("dial-in-progress", &["http-dial-in-progress"], &[]),
    label("exec-wait", &["exec-child-running"], &[]),
    label(
        "fan-in-deadlock",
        &["chan-send-abandoned"],
        &["waitgroup-stuck", "chan-send-backpressure"],
    ),
    label(
        "fatal-deadlock",
        &["fatal-deadlock"],
        &["mutex-holder-blocked", "chan-send-abandoned"],
    ),
    label("healthy-shared-transport", &[], &[]),
    label("http2-client-leak", &["http2-conn-per-client"], &[]),
    label(
        "http2-client-shared",
        &[],
        &["http-no-client-timeout", "http-body-slow-reader"],
    ),
    label("iter-pull", &["iter-pull-not-stopped"], &[]),
    label(
        "max-conns-per-host",
        &["http-max-conns-per-host"],
        &["http-body-not-closed"],
    ),
    label(
        "mixed-service",
        &["chan-send-abandoned"],
        &["http-server-idle-conns"],
    ),
    label("mutex-abba", &["mutex-deadlock"], &[]),
    label("mutex-holder-blocked", &["mutex-holder-blocked"], &[]),
    label("net-read-no-deadline", &["net-read-no-deadline"], &[]),
    label("nil-channel", &["nil-channel"], &[]),
    label("request-body-stall", &["http-request-body-stall"], &[]),
    label(
        "rwmutex-writer-starved",
        &["mutex-holder-blocked"],
        &["rwmutex-deadlock"],
    ),
    label("select-empty", &[], &["select-forever"]),
    label(
        "semaphore-exhausted",
        &["chan-send-abandoned"],
        &["chan-send-backpressure"],
    ),
    label("server-idle-keepalive", &[], &["http-server-idle-conns"]),
    label("signal-notify", &[], &[]),
    label("slow-server-no-timeout", &["http-no-client-timeout"], &[]),
    label(
        "sql-pool-exhausted",
        &["sql-pool-exhausted"],
        &["sql-rows-not-closed", "sql-tx-not-finished"],
    ),
    label("sync-io-pipe", &["io-pipe-stuck"], &[]),
    label("time-after-loop", &[], &["afterfunc-stuck"]),
    label("tls-handshake-stall", &["http-tls-handshake-stall"], &[]),
    label(
        "transport-clone-per-request",
        &[],
        &["http-transport-per-request"],
    ),
    label(
        "transport-per-request",
        &["http-transport-per-request"],
        &["http-idle-many-hosts"],
    ),
    label("waitgroup-never-done", &["waitgroup-stuck"], &[]),
];

/// The dumps of a labelled scenario that this version reads.
pub fn dumps(label: &Label) -> Vec<PathBuf> {
    const FORMS: [&str; 4] = [".debug2.txt", ".panic.txt", ".debug1.txt", ".pb.gz"];
    let Some(samples) = samples_dir() else {
        return Vec::new();
    };
    let entries = fs::read_dir(samples.join(label.scenario));
    let entries = entries.into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.retain(|path| {
        let name = path.to_string_lossy();
        FORMS.iter().any(|form| name.ends_with(form)) && !name.contains("delta")
    });
    files.sort();
    files
}

/// `$GOROLENS_SHARED/samples` or `../shared/samples` next to the workspace.
pub fn samples_dir() -> Option<PathBuf> {
    let named = std::env::var_os("GOROLENS_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let samples = named.unwrap_or_else(beside).join("samples");
    samples.is_dir().then_some(samples)
}
