//! # http2-client-conn-stuck
//!
//! **What it shows.** A write of an HTTP/2 client that the kernel does not take, and the requests that
//! queue behind it for the connection's write lock.
//!
//! **Why it matters.** All requests to a host share one connection. When its other end is gone
//! without a word, every one of them waits, until TCP gives up after some fifteen minutes.
//!
//! **Remedy.** Let the client check the connection: ReadIdleTimeout, PingTimeout, WriteByteTimeout.
//!
//! **Harmless when** it passes within seconds: a server that is slow to take a large upload.
//!
//! Source: `net/http/h2_bundle.go` up to Go 1.26, `net/http/internal/http2` since 1.27,
//! golang.org/x/net/http2 (`transport.go`: stickyErrWriter, wmu, reqHeaderMu).

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::http_conns::Member;
use super::analyses::locks::Lock;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::{Func, Stack, StackId};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http2-client-conn-stuck",
    check,
};

/// Requests at the lock of a connection at one time: more than servers let on one (100 to 250 streams).
const CROWD: u64 = 300;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let writers = facts.net.crowds(facts, &[Net::Http2Write]);
    let waiters = facts.crowds_of(&facts.index.calling(|func| owner(func).is_some()));
    let queue: Vec<&Crowd> = waiters.into_iter().filter(|it| queues(facts, it)).collect();
    let (n, waiting) = (total(&writers), total(&queue));
    let blocked: Vec<&Crowd> = writers.iter().chain(&queue).copied().collect();
    let age = oldest(&blocked);
    let callers = callers(facts);
    let requests: u64 = callers.iter().map(|it| it.1).sum();
    let (severity, certainty) = match (age.unwrap_or(0), n, waiting) {
        (PROVES_A_MINUTE.., 1.., _) => (Severity::Stuck, Certainty::High),
        (PROVES_A_MINUTE.., 0, 3..) => (Severity::Stuck, Certainty::Medium),
        (_, 1.., 1..) if waiting.max(requests) >= 5 => (Severity::Suspect, Certainty::Low),
        // The lock is held for moments: such a queue has been building up.
        (_, 0, CROWD..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let places = own_code::places(facts, callers.iter().copied());
    let conns = n.max(1);
    let title = msg("http2-client-conn-stuck-title").n("n", conns);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(conns, "connection")
        .members(facts, members(&blocked).chain(callers))
        .evidence(
            EvidenceKind::Position,
            if n > 0 {
                msg("http2-client-conn-stuck-writer").n("n", n)
            } else {
                msg("http2-client-conn-stuck-no-writer").n("n", waiting)
            },
        )
        .evidence(
            EvidenceKind::Count,
            msg("http2-client-conn-stuck-queue").n("locks", waiting).n("requests", requests),
        )
        .evidence(EvidenceKind::Wait, wait(conns, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .look_alike(
            "http2-flow-control-stall",
            msg("http2-client-conn-stuck-or-window"),
        )
        .look_alike("mutex-deadlock", msg("http2-client-conn-stuck-or-deadlock"))
        .remedy(remedy(
            msg("http2-client-conn-stuck-remedy"),
            [
                msg("http2-client-conn-stuck-step-ping"),
                msg("http2-client-conn-stuck-step-deadline"),
            ],
            "transport := &http.Transport{ForceAttemptHTTP2: true}\n",
            "transport := &http.Transport{ForceAttemptHTTP2: true}\ntransport.HTTP2 = &http.HTTP2Config{ // Go 1.24\n\tSendPingTimeout:  30 * time.Second,\n\tPingTimeout:      10 * time.Second,\n\tWriteByteTimeout: 15 * time.Second,\n}\n",
            &[("net/http: HTTP2Config", "https://pkg.go.dev/net/http#HTTP2Config")],
        ))
        .run("ss -tnpo", msg("http2-client-conn-stuck-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Whether this rule has said who waits for `lock`, and why.
pub(super) fn has_told(facts: &Facts<'_>, findings: &[Finding], lock: &Lock) -> bool {
    let Some(told) = findings.iter().find(|it| it.rule == RULE.id) else {
        return false;
    };
    let group = |&id: &StackId| facts.ctx.tables.stack(id).id;
    lock.stacks
        .iter()
        .all(|id| told.groups.contains(&group(id)))
}

/// Waits for a lock of an HTTP/2 connection, with a frame of the client just above the lock.
fn queues(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    crowd.op == Op::Mutex && asks_as_client(facts.ctx.tables.stack(crowd.stack))
}

fn asks_as_client(stack: &Stack) -> bool {
    let is_lock = |func: &str| {
        let package = Func::split(func).package;
        matches!(package, "sync" | "internal/sync" | "runtime")
    };
    let mut asks = stack.frames.iter().map(|frame| &*frame.func);
    asks.find(|func| !is_lock(func))
        .is_some_and(|func| owner(func).is_some())
}

/// The type of the HTTP/2 client that this is a method of.
fn owner(func: &str) -> Option<&str> {
    let func = Func::split(func);
    let method = func.name.strip_prefix("(*")?;
    let method = match func.package {
        "net/http" => method.strip_prefix("http2")?,
        package => package.ends_with("http2").then_some(method)?,
    };
    const OWNERS: [&str; 4] = [
        "ClientConn",
        "clientStream",
        "clientConnPool",
        "clientConnReadLoop",
    ];
    let owner = method.split(')').next()?;
    OWNERS.contains(&owner).then_some(owner)
}

/// The requests that wait, when all must be on this connection because there is no other.
fn callers(facts: &Facts<'_>) -> Vec<Member> {
    let conns: u64 = facts.http.h2.conns.iter().map(|it| it.0.1).sum();
    let callers = facts.http.h2.callers.iter().map(|it| it.0);
    callers.filter(|_| conns <= 1).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    /// Streams at the lock are not bodies that nobody closed.
    #[test]
    fn a_queue_in_a_young_dump_is_a_question() {
        let mut dump = Dump::whole();
        let lock = dump.ptr();
        let conn = dump.ptr();
        let method = "net/http.(*http2clientStream).doRequest";
        dump.locking(301, method, conn, lock, None);
        expect![[r#"
            http2-client-conn-stuck suspect low 1 connection 301 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }

    /// The writer was cut off, or belongs to another copy of the library.
    #[test]
    fn a_queue_alone_is_less_sure() {
        let mut dump = Dump::whole();
        let lock = dump.ptr();
        let conn = dump.ptr();
        let method = "golang.org/x/net/http2.(*clientStream).encodeAndWriteHeaders";
        dump.locking(12, method, conn, lock, Some(7));
        expect![[r#"
            http2-client-conn-stuck stuck medium 1 connection 12 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}
