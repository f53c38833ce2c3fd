//! # websocket-write-pump-stuck
//!
//! **What it shows.** A write to a websocket whose peer does not read: the library's write, with
//! `waitWrite` on top. Beside it, who waits for a turn to write, or to hand over a message.
//!
//! **Why it matters.** Without a write deadline it lasts until TCP gives up, and a hub that hands
//! messages to one client after the other stops for all of them.
//!
//! **Remedy.** A deadline before each write; a bounded queue for each client, and no waiting for it.
//!
//! **Harmless when** it passes within seconds.
//!
//! Source: gorilla/websocket 1.2–1.5 (`conn.go`: write, flushFrame), coder/websocket and
//! nhooyr.io/websocket 1.8 (`write.go`), golang.org/x/net/websocket.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op};
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "websocket-write-pump-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let writers = facts.net.crowds(facts, &[Net::WebsocketWrite]);
    let n = total(&writers);
    let age = oldest(&writers);
    let senders = senders(facts);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 3..) => (Severity::Stuck, Certainty::High),
        (PROVES_A_MINUTE.., 1..) if !senders.is_empty() => (Severity::Stuck, Certainty::Medium),
        // One client that has gone: it harms nobody else yet.
        (PROVES_A_MINUTE.., 1..) => (Severity::Suspect, Certainty::High),
        (1.., 3..) => (Severity::Suspect, Certainty::Medium),
        (_, 5..) => (Severity::Suspect, Certainty::Low),
        _ => return,
    };
    let turns = facts.net.crowds(facts, &[Net::WebsocketTurn]);
    let places = own_code::places(facts, members(&writers));
    let waiting = own_code::places(facts, members(&senders));
    let title = msg("websocket-write-pump-stuck-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "websocket")
        .members(facts, members(&writers).chain(members(&turns)))
        .evidence(
            EvidenceKind::Position,
            msg("websocket-write-pump-stuck-position").n("n", n),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(
            EvidenceKind::Count,
            (!turns.is_empty())
                .then(|| msg("websocket-write-pump-stuck-turns").n("n", total(&turns))),
        )
        .maybe(
            EvidenceKind::Count,
            own_code::listed(&waiting).map(|places| {
                msg("websocket-write-pump-stuck-senders")
                    .n("n", total(&senders))
                    .arg("places", places)
            }),
        )
        .look_alike("benign-copy", msg("websocket-write-pump-stuck-or-slow"))
        .remedy(remedy(
            msg("websocket-write-pump-stuck-remedy"),
            [
                msg("websocket-write-pump-stuck-step-deadline"),
                msg("websocket-write-pump-stuck-step-drop"),
            ],
            "conn.WriteMessage(websocket.TextMessage, data) // no deadline\n\nclient.send <- data // the hub stops for one client\n",
            "conn.SetWriteDeadline(time.Now().Add(10 * time.Second))\nerr := conn.WriteMessage(websocket.TextMessage, data)\n\nselect {\ncase client.send <- data:\ndefault:\n\thub.drop(client)\n}\n",
            &[(
                "gorilla/websocket: Conn.SetWriteDeadline",
                "https://pkg.go.dev/github.com/gorilla/websocket#Conn.SetWriteDeadline",
            )],
        ))
        .run("ss -tnp", msg("http-server-slow-client-write-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// The program's own goroutines that wait to hand something over, or for a lock.
fn senders<'a>(facts: &'a Facts<'_>) -> Vec<&'a Crowd> {
    let waits = |crowd: &&Crowd| {
        (crowd.op == Op::Send || crowd.op.is_lock())
            && facts.net.of(crowd) == Net::None
            && facts.is_own_wait(crowd)
    };
    facts.crowds.iter().filter(waits).collect()
}
