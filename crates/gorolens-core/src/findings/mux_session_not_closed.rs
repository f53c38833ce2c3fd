//! # mux-session-not-closed
//!
//! **What it shows.** Many sessions of yamux or smux: a family of goroutines each, with one
//! `(*Session).recv` or `recvLoop`, and few or no streams in use.
//!
//! **Why it matters.** A session that is not closed keeps three goroutines and a connection, and its
//! keep-alives keep the other end's too.
//!
//! **Remedy.** Close streams, then the session; keep one session per peer.
//!
//! **Harmless when** that many peers are connected.
//!
//! Source: hashicorp/yamux 0.1 (`session.go`: recv, send, keepalive), libp2p/go-yamux, xtaci/smux 1.5
//! (`session.go`: recvLoop, sendLoop, keepalive).

use super::analyses::Facts;
use super::analyses::net_roles::{Net, members, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "mux-session-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let readers = facts.net.crowds(facts, &[Net::MuxReader]);
    let n = total(&readers);
    let streams = total(&facts.net.crowds(facts, &[Net::MuxStream]));
    let accepting = total(&facts.net.crowds(facts, &[Net::MuxAccept]));
    // Somebody waits on a stream or for one: the session is in use.
    let idle = n.saturating_sub(streams.max(accepting));
    let family = facts.net.crowds(facts, &[Net::MuxReader, Net::MuxHelper]);
    // Keep-alives wake the family every 10 or 30 seconds, so the program's age has to serve.
    let (severity, certainty) = match (facts.age, n) {
        (PROVES_A_MINUTE.., 10..) if idle * 2 > n => (Severity::Suspect, Certainty::Medium),
        (_, 50..) => (Severity::Suspect, Certainty::Low),
        (_, 10..) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        (_, 10..) => (Severity::Note, Certainty::Low),
        _ => return,
    };
    let places = own_code::places(facts, members(&family));
    let title = msg("mux-session-not-closed-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "session")
        .members(facts, members(&family))
        .evidence(
            EvidenceKind::Count,
            msg("mux-session-not-closed-count")
                .n("n", n)
                .n("streams", streams)
                .n("accepting", accepting),
        )
        .evidence(EvidenceKind::Caveat, msg("mux-session-not-closed-keepalive"))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .look_alike("benign-sessions", msg("mux-session-not-closed-or-peers"))
        .remedy(remedy(
            msg("mux-session-not-closed-remedy"),
            [
                msg("mux-session-not-closed-step-close"),
                msg("mux-session-not-closed-step-one"),
            ],
            "session, err := yamux.Client(conn, nil)\nif err != nil {\n\treturn err\n}\nstream, err := session.Open()\n",
            "session, err := yamux.Client(conn, nil)\nif err != nil {\n\treturn err\n}\ndefer session.Close()\nstream, err := session.Open()\nif err != nil {\n\treturn err\n}\ndefer stream.Close()\n",
            &[(
                "yamux: Session",
                "https://pkg.go.dev/github.com/hashicorp/yamux#Session",
            )],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
