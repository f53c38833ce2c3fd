//! # http-request-body-stall
//!
//! **What it shows.** `writeLoop` below `(*Request).write`: in a socket write (the server does not
//! take the request) or in a read of the request's own body (it does not deliver).
//!
//! **Why it matters.** The caller waits in roundTrip; without a deadline for ever.
//!
//! **Remedy.** A deadline on the request; then look at the server, or at who feeds the body.
//!
//! **Harmless when** an upload is simply in progress.
//!
//! Source: `net/http/transport.go` (writeLoop), `transfer.go`, Go 1.7–1.27.

use super::Rule;
use super::analyses::Facts;
use super::analyses::http_conns::{Conn, ConnKind};
use super::analyses::own_code;
use super::draft::{Draft, SECOND_DUMP, remedy};
use super::words::{count, is, minutes, number};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-request-body-stall",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let socket = facts.http.of(ConnKind::RequestStalled);
    let body = facts.http.of(ConnKind::RequestBody);
    let conns: Vec<&Conn> = socket.iter().chain(&body).copied().collect();
    let n = |conns: &[&Conn]| conns.iter().map(|conn| conn.n).sum::<u64>();
    let total = n(&conns);
    let oldest = conns
        .iter()
        .filter_map(|conn| facts.goroutine(conn.writer?).minutes())
        .max();
    let (severity, certainty) = match (oldest.unwrap_or(0), total) {
        (2.., 1..) => (Severity::Stuck, Certainty::High),
        (1, 1..) => (Severity::Stuck, Certainty::Medium),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let callers = conns.iter().filter_map(|conn| Some((conn.caller?, conn.n)));
    let places = own_code::places(facts, callers);
    let title = format!(
        "{} {} stuck while being sent",
        count(total, "HTTP request"),
        is(total)
    );
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "request")
        .members(facts, conns.iter().flat_map(|conn| conn.members()))
        .maybe(EvidenceKind::Position, (n(&socket) > 0).then(|| format!(
            "{} of writeLoop in a socket write below (*Request).write: the server has stopped reading.",
            number(n(&socket))
        )))
        .maybe(EvidenceKind::Position, (n(&body) > 0).then(|| format!(
            "{} of writeLoop in a read of the request's own body: whoever feeds it (an io.Pipe, a file) has stopped.",
            number(n(&body))
        )))
        .evidence(EvidenceKind::Wait, match oldest {
            Some(age) => format!("The oldest has not moved for at least {}.", minutes(age)),
            None => "All are younger than a minute as far as the dump shows: perhaps uploads in progress.".into(),
        })
        .maybe(EvidenceKind::OwnCode, own_code::listed(&places).map(|at| format!("Sent by {at}.")))
        .look_alike("http-upload-in-progress", "A large upload over a slow link; it moves between two dumps.")
        .remedy(remedy(
            "Give the request a deadline, then look at the server (or at who feeds the body).",
            &[
                "Use a context with a timeout, or Client.Timeout.",
                "If the body comes from an io.Pipe, close the writer with CloseWithError on every path.",
            ],
            "resp, err := http.Post(url, \"application/octet-stream\", file)\n",
            "ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)\ndefer cancel()\nreq, err := http.NewRequestWithContext(ctx, http.MethodPost, url, file)\nif err != nil {\n\treturn err\n}\nresp, err := client.Do(req)\n",
            &[("net/http: NewRequestWithContext", "https://pkg.go.dev/net/http#NewRequestWithContext")],
        ))
        .capture("ss -tnp  # a full Send-Q means the peer does not read")
        .capture(SECOND_DUMP);
    acc.push(draft.finish(facts));
}
