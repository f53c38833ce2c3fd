//! # http2-flow-control-stall
//!
//! **What it shows.** HTTP/2 streams that may not send: clients in `awaitFlowControl` with a request
//! body, handlers of a server in `writeDataFromHandler`.
//!
//! **Why it matters.** The receiver grants a window, for each stream and for the connection as a
//! whole. Bodies that nobody reads use up both, and the last one stops every other stream.
//!
//! **Remedy.** Read or close bodies first, wait for locks and slots afterwards; a deadline on the rest.
//!
//! **Harmless when** it moves: a slow reader at the other end of a large transfer.
//!
//! Source: RFC 9113, section 5.2; `net/http/h2_bundle.go` up to Go 1.26, `net/http/internal/http2`
//! since 1.27, golang.org/x/net/http2 (`transport.go`, `server.go`).

use super::analyses::Facts;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http2-flow-control-stall",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let uploads = facts.net.crowds(facts, &[Net::Http2BodyWindow]);
    let handlers = facts.net.crowds(facts, &[Net::Http2HandlerWindow]);
    let all = [&uploads[..], &handlers[..]].concat();
    let n = total(&all);
    let age = oldest(&all);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 3..) => (Severity::Stuck, Certainty::Medium),
        (PROVES_A_MINUTE.., 1..) => (Severity::Suspect, Certainty::Medium),
        (_, 10..) => (Severity::Suspect, Certainty::Low),
        (_, 3..) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let places = own_code::places(facts, members(&all));
    let title = msg("http2-flow-control-stall-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "stream")
        .members(facts, members(&all))
        .evidence(
            EvidenceKind::Position,
            msg("http2-flow-control-stall-position")
                .n("uploads", total(&uploads))
                .n("handlers", total(&handlers)),
        )
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Caveat, msg("http2-flow-control-stall-other-end"))
        .look_alike("benign-copy", msg("http2-flow-control-stall-or-slow"))
        .look_alike(
            "http2-client-conn-stuck",
            msg("http2-flow-control-stall-or-conn"),
        )
        .remedy(remedy(
            msg("http2-flow-control-stall-remedy"),
            [
                msg("http2-flow-control-stall-step-read"),
                msg("http2-flow-control-stall-step-deadline"),
            ],
            "mu.Lock() // waits while the body fills the window\ndefer mu.Unlock()\ndata, err := io.ReadAll(r.Body)\n",
            "data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))\nif err != nil {\n\treturn\n}\nmu.Lock()\ndefer mu.Unlock()\n",
            &[("RFC 9113: Flow Control", "https://www.rfc-editor.org/rfc/rfc9113#section-5.2")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
