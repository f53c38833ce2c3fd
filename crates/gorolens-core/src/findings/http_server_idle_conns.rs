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
use super::draft::{Draft, SECOND_DUMP, remedy};
use super::words::{count, is, minutes, number};
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
    let (idle, half) = (of(Server::Idle), of(Server::HalfHeader));
    let (handshakes, handlers) = (of(Server::Handshake), of(Server::Handler));
    let total = n(&idle) + n(&half) + n(&handshakes);
    if total < 10 {
        return;
    }
    let oldest = idle
        .iter()
        .chain(&half)
        .filter_map(|it| facts.goroutine(it.0).minutes())
        .max();
    let severity = if total >= VERY_MANY {
        Severity::Suspect
    } else {
        Severity::Note
    };
    let title = format!(
        "{} {} waiting for {} client",
        count(total, "server connection"),
        is(total),
        if total == 1 { "its" } else { "their" }
    );
    let draft = Draft::new(facts, RULE.id, severity, Certainty::High, title)
        .objects(total, "connection")
        .members(facts, idle.iter().chain(&half).chain(&handshakes).copied())
        .evidence(EvidenceKind::Position, format!(
            "{} for the next request, {} in the middle of a request header, {} in a TLS handshake; {} running.",
            if n(&idle) == 1 { "1 waits".into() } else { format!("{} wait", number(n(&idle))) },
            number(n(&half)),
            number(n(&handshakes)),
            count(n(&handlers), "handler"),
        ))
        .maybe(EvidenceKind::Wait, oldest.map(|age| format!("The oldest has waited for at least {}.", minutes(age))))
        .evidence(EvidenceKind::Count, "These are incoming connections: their number is set by the clients, not by this program's client code.")
        .maybe(EvidenceKind::Caveat, (n(&half) > 0).then(|| "Half a header means slow clients, or an attack with slow headers.".into()))
        .look_alike("http-transport-per-request", "If this program is also the client of these connections (or its peers are \
            yours), look at the client: each idle connection here has its other end there.")
        .remedy(remedy(
            "Bound idle and slow clients with server timeouts.",
            &[
                "Set IdleTimeout: it ends a keep-alive connection without a request.",
                "Set ReadHeaderTimeout: it ends a client that sends its header too slowly.",
            ],
            "log.Fatal(http.ListenAndServe(addr, handler)) // no timeouts\n",
            "server := &http.Server{\n\tAddr:              addr,\n\tHandler:           handler,\n\tReadHeaderTimeout: 10 * time.Second,\n\tIdleTimeout:       2 * time.Minute,\n}\nlog.Fatal(server.ListenAndServe())\n",
            &[("net/http: Server (IdleTimeout, ReadHeaderTimeout)", "https://pkg.go.dev/net/http#Server")],
        ))
        .capture(SECOND_DUMP);
    acc.push(draft.finish(facts));
}
