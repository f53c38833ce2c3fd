//! # http-server-idle-conns
//!
//! **What it shows.** Server connections that wait for the next request: `(*conn).serve` in
//! `(*connReader).Read`.
//!
//! **Why it matters.** Mostly it does not: clients keep connections open. Their number is bounded by
//! the clients, unless a server without IdleTimeout and ReadHeaderTimeout meets very many or
//! hostile ones.
//!
//! **Remedy.** Set IdleTimeout and ReadHeaderTimeout.
//!
//! **Harmless when** the number follows the clients.
//!
//! Source: `net/http/server.go` (serve, connReader, IdleTimeout), Go 1.7–1.27.

use super::Rule;
use super::analyses::Facts;
use super::analyses::http_conns::Member;
use super::analyses::http_roles::Server;
use super::draft::{Draft, remedy, second_dump, waited};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-server-idle-conns",
    check,
};

/// So many that the limit on file descriptors comes into sight.
const VERY_MANY: u64 = 5000;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let of = |wanted: Server| -> Vec<Member> {
        facts
            .http
            .servers
            .iter()
            .filter(|it| it.1 == wanted)
            .map(|it| it.0)
            .collect()
    };
    let n = |members: &[Member]| members.iter().map(|it| it.1).sum::<u64>();
    // Those that have waited for too long have findings of their own.
    let said = |rule: &str| acc.iter().any(|finding| finding.rule == rule);
    let unless = |rule: &str, wanted: Server| match said(rule) {
        true => Vec::new(),
        false => of(wanted),
    };
    let idle = of(Server::Idle);
    let half = unless("http-server-slow-header", Server::HalfHeader);
    let handshakes = unless("tls-handshake-stuck", Server::Handshake);
    let handlers = of(Server::Handler);
    let total = n(&idle) + n(&half) + n(&handshakes);
    if total < 10 {
        return;
    }
    let oldest = idle
        .iter()
        .chain(&half)
        .filter_map(|it| facts.minutes(it.0))
        .max();
    let severity = if total >= VERY_MANY {
        Severity::Suspect
    } else {
        Severity::Note
    };
    let title = msg("http-server-idle-conns-title").n("n", total);
    let draft = Draft::new(facts, RULE.id, severity, Certainty::High, title)
        .objects(total, "connection")
        .members(facts, idle.iter().chain(&half).chain(&handshakes).copied())
        .evidence(
            EvidenceKind::Position,
            msg("http-server-idle-conns-position")
                .n("idle", n(&idle))
                .n("half", n(&half))
                .n("handshakes", n(&handshakes))
                .n("handlers", n(&handlers)),
        )
        .maybe(EvidenceKind::Wait, oldest.map(|age| waited(total, age)))
        .evidence(EvidenceKind::Count, msg("http-server-idle-conns-incoming"))
        .maybe(
            EvidenceKind::Caveat,
            (n(&half) > 0).then(|| msg("http-server-idle-conns-half-header")),
        )
        .look_alike(
            "http-transport-per-request",
            msg("http-server-idle-conns-or-client"),
        )
        .remedy(remedy(
            msg("http-server-idle-conns-remedy"),
            [
                msg("http-server-idle-conns-step-idle"),
                msg("http-server-idle-conns-step-header"),
            ],
            "// No timeouts.\nlog.Fatal(http.ListenAndServe(addr, handler))\n",
            "server := &http.Server{\n\tAddr:              addr,\n\tHandler:           handler,\n\tReadHeaderTimeout: 10 * time.Second,\n\tIdleTimeout:       2 * time.Minute,\n}\nlog.Fatal(server.ListenAndServe())\n",
            &[("net/http: Server (IdleTimeout, ReadHeaderTimeout)", "https://pkg.go.dev/net/http#Server")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
