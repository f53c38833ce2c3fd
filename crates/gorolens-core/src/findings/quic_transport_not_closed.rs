//! # quic-transport-not-closed
//!
//! **What it shows.** Many QUIC transports of quic-go, each with a UDP socket: `(*Transport).listen`
//! (`(*packetHandlerMap).listen` up to 0.34), one per transport.
//!
//! **Why it matters.** A process needs one or two sockets for QUIC. An `http3.Transport`, a `DialAddr`
//! or a `quic.Transport` per request opens one each, and closing the connection does not close it.
//!
//! **Remedy.** One transport for the life of the process, closed at its end.
//!
//! **Harmless when** there are as many as sockets are wanted.
//!
//! Source: quic-go 0.7–0.61 (`transport.go`, `packet_handler_map.go`, `http3/transport.go`).

use super::analyses::Facts;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "quic-transport-not-closed",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let listeners = facts.net.crowds(facts, &[Net::QuicListen]);
    let n = total(&listeners);
    let servers = total(&facts.net.crowds(facts, &[Net::QuicServer]));
    let age = oldest(&listeners);
    let spare = n.saturating_sub(servers);
    let (severity, certainty) = match (age.unwrap_or(0), spare) {
        (PROVES_A_MINUTE.., 20..) => (Severity::Leak, Certainty::Medium),
        (PROVES_A_MINUTE.., 5..) | (_, 20..) => (Severity::Suspect, Certainty::Medium),
        (_, 10..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let conns = total(&facts.net.crowds(facts, &[Net::QuicConn]));
    let family = facts
        .net
        .crowds(facts, &[Net::QuicListen, Net::QuicHelper, Net::QuicConn]);
    let places = own_code::places(facts, members(&family));
    let title = msg("quic-transport-not-closed-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "transport")
        .members(facts, members(&family))
        .evidence(
            EvidenceKind::Count,
            msg("quic-transport-not-closed-count").n("n", n).n("conns", conns),
        )
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .look_alike("benign-sessions", msg("quic-transport-not-closed-or-wanted"))
        .remedy(remedy(
            msg("quic-transport-not-closed-remedy"),
            [
                msg("quic-transport-not-closed-step-one"),
                msg("quic-transport-not-closed-step-close"),
            ],
            "client := &http.Client{Transport: &http3.Transport{}} // per call\nresp, err := client.Get(url)\n",
            "var transport = &http3.Transport{} // one for the process\n\nvar client = &http.Client{Transport: transport}\n\nfunc shutdown() error {\n\treturn transport.Close()\n}\n",
            &[(
                "quic-go: Transport",
                "https://pkg.go.dev/github.com/quic-go/quic-go#Transport",
            )],
        ))
        .run("ss -unap", msg("quic-transport-not-closed-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
