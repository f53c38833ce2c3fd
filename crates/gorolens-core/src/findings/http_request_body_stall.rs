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

use super::analyses::Facts;
use super::analyses::http_conns::{Conn, ConnKind};
use super::analyses::own_code;
use super::draft::{Draft, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
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
        .filter_map(|conn| facts.minutes(conn.writer.get()?))
        .max();
    let (severity, certainty) = match (oldest.unwrap_or(0), total) {
        (PROVES_A_MINUTE.., 1..) => (Severity::Stuck, Certainty::High),
        (2.., 1..) => (Severity::Suspect, Certainty::Medium),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let callers = conns
        .iter()
        .filter_map(|conn| Some((conn.caller.get()?, conn.n)));
    let places = own_code::places(facts, callers);
    let title = msg("http-request-body-stall-title").n("n", total);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(total, "request")
        .members(facts, conns.iter().flat_map(|conn| conn.members()))
        .maybe(
            EvidenceKind::Position,
            (n(&socket) > 0)
                .then(|| msg("http-request-body-stall-socket").n("n", n(&socket))),
        )
        .maybe(
            EvidenceKind::Position,
            (n(&body) > 0).then(|| msg("http-request-body-stall-source").n("n", n(&body))),
        )
        .evidence(
            EvidenceKind::Wait,
            match oldest {
                Some(age) => msg("http-request-body-stall-wait")
                    .n("n", total)
                    .minutes("oldest", age),
                None => msg("http-request-body-stall-young").n("n", total),
            },
        )
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&places)
                .map(|places| msg("http-request-body-stall-place").arg("places", places)),
        )
        .look_alike(
            "http-upload-in-progress",
            msg("http-request-body-stall-or-upload"),
        )
        .remedy(remedy(
            msg("http-request-body-stall-remedy"),
            [
                msg("http-request-body-stall-step-deadline"),
                msg("http-request-body-stall-step-pipe"),
            ],
            "resp, err := http.Post(url, contentType, file)\n",
            "ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)\ndefer cancel()\nreq, err := http.NewRequestWithContext(\n\tctx, http.MethodPost, url, file)\nif err != nil {\n\treturn err\n}\nresp, err := client.Do(req)\n",
            &[("net/http: NewRequestWithContext", "https://pkg.go.dev/net/http#NewRequestWithContext")],
        ))
        .run("ss -tnp", msg("http-request-body-stall-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
