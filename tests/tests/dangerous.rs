//! What is dangerous to name wrongly: a verdict that is tempting, the case that merely looks like it,
//! and what a user would break who believed it. None of them may be said confidently.

use std::fs;
use std::path::Path;

use gorolens_core::{Certainty, Severity};
use gorolens_tests::{Case, WHOLE, analyse};

/// A tempting verdict, and a run of the corpus (`case/…run.`, empty for all) where it is wrong.
struct Row {
    tempting: &'static str,
    case: &'static str,
    run: &'static str,
    cost: &'static str,
}

const fn row(
    tempting: &'static str,
    case: &'static str,
    run: &'static str,
    cost: &'static str,
) -> Row {
    Row {
        tempting,
        case,
        run,
        cost,
    }
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("http-transport-per-request", "body-not-closed", "", "one client for all, and bodies still leak"),
    row("http-body-not-closed", "streams", "silent.", "a body is closed that is being read"),
    row("http-transport-per-request", "no-client-timeout", "", "the silent peer stays in production"),
    row("http-transport-per-request", "idle-many-hosts", "young.", "a second Transport is hunted that is not there"),
    row("http-transport-per-request", "healthy-pool", "lull.", "needless changes, and trust is lost"),
    row("http-transport-per-request", "server-conns", "", "the wrong process is searched"),
    row("chan-send-abandoned", "backpressure", "disk.", "data is lost, the overload stays"),
    row("chan-send-abandoned", "backpressure", "remote.", "data is lost, the overload stays"),
    row("chan-send-abandoned", "pipeline-in-motion", "", "data is lost, the overload stays"),
    row("chan-send-abandoned", "crawl-limit", "busy.", "a semaphore is broken"),
    row("mutex-deadlock", "quote-cache-stuck", "slow.", "locks are reordered that were right"),
    row("mutex-deadlock", "ledger-locks", "none.", "alarm without reason"),
    row("mutex-deadlock", "rate-table", "slow.", "locks are reordered that were right"),
    row("rwmutex-deadlock", "rate-table", "slow.", "an RWMutex becomes a Mutex: slower, and recursion always blocks"),
    row("rwmutex-deadlock", "hot-locks", "rw.", "an RWMutex becomes a Mutex for nothing"),
    row("waitgroup-stuck", "token-flight", "", "one Done too many panics"),
    row("waitgroup-stuck", "batch-in-progress", "helped.", "one Done too many panics"),
    row("sql-db-not-closed", "orders-db", "", "the shared pool is closed with each request"),
    row("sql-pool-exhausted", "orders-db", "enough.", "a larger pool hides nothing"),
    row("chan-recv-never-closed", "idle-workers", "", "a pool is taken out"),
    row("chan-recv-never-closed", "storefront", "", "a pool is taken out"),
    row("cond-wait-lost", "storefront", "", "a queue is rebuilt that was right"),
    row("ticker-loop-never-stopped", "feed-timers", "", "hours are lost on a myth"),
    row("ticker-loop-never-stopped", "storefront", "", "shards lose their janitors"),
    row("syscall-fs-stuck", "converters", "running.", "healthy children are killed"),
    row("cgo-call-stuck", "codec", "short.", "threads are killed that work"),
    row("exec-wait-inherited-pipe", "converters", "running.", "WaitDelay cuts off the output of a healthy child"),
    row("exec-child-running", "converters", "inherited.", "a child is hunted that has ended"),
    row("finalizer-blocked", "handles", "counts.", "finalizers are taken out for nothing"),
    row("select-forever", "device-agents", "few.", "agents end that were kept on purpose"),
    row("singleflight-stuck", "token-flight", "quick.", "calls are split that were shared well"),
    row("errgroup-limit-deadlock", "tree-walk", "producer.", "a limit is taken off that did its work"),
    row("http-transport-per-request", "healthy-pool", "load.", "alarm without reason: one pool, as large as it has to be"),
    row("http-server-idle-conns", "handlers-stuck", "", "the root cause is missed"),
    row("chan-recv-never-closed", "tcp-readers", "", "a channel is mended, and goroutines still leak"),
    row("chan-send-abandoned", "tcp-readers", "", "a channel is mended, and goroutines still leak"),
    row("sql-rows-not-closed", "orders-db", "slow.", "the pool is too small, and stays so"),
    row("sql-tx-not-finished", "orders-db", "slow.", "the pool is too small, and stays so"),
    row("grpc-clientconn-not-closed", "grpc-calls", "round-robin", "a shared ClientConn is closed"),
    row("grpc-stream-not-finished", "grpc-calls", "watch.", "streams are cancelled that are in use"),
    row("grpc-clientconn-not-closed", "grpc-calls", "watch.", "a shared ClientConn is closed"),
    row("k8s-watch-not-stopped", "k8s-watches", "watching", "controllers hear of nothing any more"),
    row("k8s-informer-per-request", "k8s-clients", "controller", "a cache is taken out, and the API server is overloaded"),
    row("worker-pool-per-request", "worker-pools", "one-pool", "a pool is taken out"),
    row("websocket-read-no-deadline", "live-chat", "", "a deadline without pings disconnects everybody"),
    row("redis-client-per-request", "go-redis-waits", "", "the wrong part of the library is changed"),
    row("redis-client-per-request", "redigo-pool", "", "the wrong part of the library is changed"),
    row("redis-client-per-request", "redis-clients", "one.", "the shared client is closed"),
];

/// A class of goroutines that are normal in small numbers, and a run that has more of them. A leak that is
/// hidden from the user is the worst error of all.
const NEVER_HIDDEN: &[(&str, &str, u64)] = &[
    ("benign-accept-loop", "forwarders/", 120),
    ("benign-websocket-users", "live-chat/", 101),
];

#[test]
fn crowds_are_not_hidden_as_normal() {
    for &(class, case, crowd) in NEVER_HIDDEN {
        let samples = Case::all();
        let samples = samples.iter().flat_map(Case::samples);
        for sample in samples.filter(|it| it.name.starts_with(case)) {
            let text = fs::read(&sample.path).expect("the dump is there");
            let normal = analyse(&sample.name, &text, WHOLE).normal;
            let hidden = normal.iter().find(|it| it.class == class);
            let n = hidden.map_or(0, |it| it.goroutines);
            assert!(n < crowd, "{}: {n} goroutines of {class}", sample.name);
        }
    }
}

/// To close a channel under blocked senders is a panic in production.
#[test]
fn nobody_is_told_to_close_under_senders() {
    let rules = ["chan-send-abandoned", "chan-send-backpressure"];
    let samples: Vec<_> = Case::all().iter().flat_map(Case::samples).collect();
    let mut seen = 0;
    for sample in &samples {
        let text = fs::read(&sample.path).expect("the dump is there");
        for finding in analyse(&sample.name, &text, WHOLE).findings {
            if rules.contains(&finding.rule) {
                seen += 1;
                assert!(!finding.remedy.after.contains("close("), "{}", sample.name);
            }
        }
    }
    assert!(seen > 0, "no dump has blocked senders");
    let locales = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/gorolens-report/locales");
    for language in fs::read_dir(locales)
        .expect("there are languages")
        .flatten()
    {
        for rule in rules {
            let texts = language.path().join(rule).with_extension("ftl");
            let texts = fs::read_to_string(texts).expect("every language has every rule");
            assert!(!texts.contains("close("), "{rule}: {texts}");
        }
    }
}

#[test]
fn nothing_dangerous_is_said_confidently() {
    let samples: Vec<_> = Case::all().iter().flat_map(Case::samples).collect();
    let mut wrong = Vec::new();
    for row in ROWS {
        let prefix = format!("{}/", row.case);
        let is_meant = |name: &str| name.starts_with(&prefix) && name.contains(row.run);
        let meant: Vec<_> = samples.iter().filter(|it| is_meant(&it.name)).collect();
        if meant.is_empty() {
            wrong.push(format!("no dump of {}{}", prefix, row.run));
        }
        for sample in meant {
            let text = fs::read(&sample.path).expect("the dump is there");
            let report = analyse(&sample.name, &text, WHOLE);
            let said = report.findings.iter().find(|it| {
                it.rule == row.tempting
                    && it.severity > Severity::Note
                    && it.certainty > Certainty::Low
            });
            if said.is_some() {
                wrong.push(format!("{}: {}; {}", sample.name, row.tempting, row.cost));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
