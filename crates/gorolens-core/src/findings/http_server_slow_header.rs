//! # http-server-slow-header
//!
//! **What it shows.** Server connections that have received a part of a request header and wait for
//! the rest: `readRequest` in `readMIMEHeader`.
//!
//! **Why it matters.** A header is sent in one go. A client that stops in the middle of it is broken,
//! gone, or attacks ("slow loris"); without ReadHeaderTimeout its connection is kept for ever.
//!
//! **Remedy.** Set ReadHeaderTimeout.
//!
//! **Harmless when** they are few and young.
//!
//! Source: `net/http/server.go` (readRequest, ReadHeaderTimeout), `net/textproto/reader.go`, Go
//! 1.7–1.27.

use super::analyses::Facts;
use super::analyses::http_conns::Member;
use super::analyses::http_roles::Server;
use super::draft::{Draft, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-server-slow-header",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let conns: Vec<Member> = facts
        .http
        .servers
        .iter()
        .filter(|it| it.1 == Server::HalfHeader)
        .map(|it| it.0)
        .collect();
    let n: u64 = conns.iter().map(|it| it.1).sum();
    let age = facts.oldest(conns.iter().copied());
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 10..) => (Severity::Stuck, Certainty::High),
        (PROVES_A_MINUTE.., 5..) => (Severity::Suspect, Certainty::High),
        (PROVES_A_MINUTE.., 1..) => (Severity::Note, Certainty::High),
        (_, 50..) => (Severity::Suspect, Certainty::Medium),
        (_, 20..) => (Severity::Suspect, Certainty::Low),
        (_, 10..) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        (_, 10..) => (Severity::Note, Certainty::Low),
        _ => return,
    };
    let title = msg("http-server-slow-header-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "connection")
        .members(facts, conns)
        .evidence(
            EvidenceKind::Position,
            msg("http-server-slow-header-position").n("n", n),
        )
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(
            EvidenceKind::Absence,
            age.filter(|age| *age >= PROVES_A_MINUTE)
                .map(|age| msg("http-server-slow-header-limit").minutes("oldest", age)),
        )
        .remedy(remedy(
            msg("http-server-slow-header-remedy"),
            [
                msg("http-server-slow-header-step-timeout"),
                msg("http-server-slow-header-step-who"),
            ],
            "log.Fatal(http.ListenAndServe(addr, handler)) // no timeouts\n",
            "server := &http.Server{\n\tAddr:              addr,\n\tHandler:           handler,\n\tReadHeaderTimeout: 10 * time.Second,\n}\nlog.Fatal(server.ListenAndServe())\n",
            &[("net/http: Server.ReadHeaderTimeout", "https://pkg.go.dev/net/http#Server")],
        ))
        .run("ss -Htn sport = :8080", msg("http-server-slow-header-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
