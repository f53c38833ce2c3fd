//! # websocket-read-no-deadline
//!
//! **What it shows.** Websockets whose readers have waited for minutes without a frame, not even a pong.
//!
//! **Why it matters.** A peer that vanishes without a word is never noticed by a read without a
//! deadline: connection, reader and writer stay.
//!
//! **Remedy.** Ping from the writing side; a read deadline that each pong renews.
//!
//! **Harmless when** that many users are there and simply say nothing.
//!
//! With pings every minute, no reader waits for longer than that. Source: gorilla/websocket 1.2–1.5
//! (`conn.go`), coder/websocket and nhooyr.io/websocket 1.8 (`read.go`, `conn.go`),
//! golang.org/x/net/websocket.

use std::collections::BTreeSet;

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::msg;
use crate::model::{Origin, StackId};
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "websocket-read-no-deadline",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let readers = facts.net.crowds(facts, &[Net::WebsocketRead]);
    let n = total(&readers);
    let age = oldest(&readers);
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 3..) => (Severity::Suspect, Certainty::Low),
        (_, 20..) if facts.is_profile() => (Severity::Suspect, Certainty::Low),
        (_, 50..) => (Severity::Note, Certainty::Low),
        _ => return,
    };
    let deaf = total(&facts.net.crowds(facts, &[Net::WebsocketWrite]));
    if deaf * 2 > n {
        return; // their clients do not read: `websocket-write-pump-stuck` says so
    }
    let pumps = pumps(facts, &readers);
    // Writers that are gone while their readers are not: the connection was given up on one side.
    let lone = pumps > 0 && pumps * 5 < n * 4;
    let certainty = if lone && severity == Severity::Suspect {
        Certainty::Medium
    } else {
        certainty
    };
    let helpers = facts.net.crowds(facts, &[Net::WebsocketHelper]);
    let places = own_code::places(facts, members(&readers));
    let title = msg("websocket-read-no-deadline-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "websocket")
        .members(facts, members(&readers).chain(members(&helpers)))
        .evidence(
            EvidenceKind::Position,
            msg("websocket-read-no-deadline-position").n("n", n),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(
            EvidenceKind::Absence,
            age.filter(|age| *age >= PROVES_A_MINUTE)
                .map(|age| msg("websocket-read-no-deadline-silent").minutes("oldest", age)),
        )
        .maybe(
            EvidenceKind::Count,
            (pumps > 0).then(|| {
                msg("websocket-read-no-deadline-pumps").n("readers", n).n("pumps", pumps)
            }),
        )
        .evidence(EvidenceKind::Caveat, msg("websocket-read-no-deadline-compare"))
        .look_alike("benign-websocket-users", msg("websocket-read-no-deadline-or-users"))
        .remedy(remedy(
            msg("websocket-read-no-deadline-remedy"),
            [
                msg("websocket-read-no-deadline-step-ping"),
                msg("websocket-read-no-deadline-step-pong"),
                msg("websocket-read-no-deadline-step-both"),
            ],
            "for {\n\t_, data, err := conn.ReadMessage() // no deadline\n\tif err != nil {\n\t\treturn\n\t}\n\thandle(data)\n}\n",
            "const wait = 60 * time.Second\nconn.SetReadDeadline(time.Now().Add(wait))\nconn.SetPongHandler(func(string) error {\n\treturn conn.SetReadDeadline(time.Now().Add(wait))\n})\nfor { // the writing side pings every wait*9/10\n\t_, data, err := conn.ReadMessage()\n\tif err != nil {\n\t\treturn\n\t}\n\thandle(data)\n}\n",
            &[
                (
                    "gorilla/websocket: Control Messages",
                    "https://pkg.go.dev/github.com/gorilla/websocket#hdr-Control_Messages",
                ),
                (
                    "coder/websocket: Conn.Ping",
                    "https://pkg.go.dev/github.com/coder/websocket#Conn.Ping",
                ),
            ],
        ))
        .run("ss -tnpo", msg("net-read-no-deadline-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Other goroutines that the functions around the readers have started: the other pump of each
/// connection.
fn pumps(facts: &Facts<'_>, readers: &[&Crowd]) -> u64 {
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let around: BTreeSet<&str> = readers
        .iter()
        .flat_map(|crowd| stack(crowd).frames.iter().chain(&stack(crowd).creator))
        .filter(|frame| frame.origin == Origin::Application && &*frame.func != "main.main")
        .map(|frame| &*frame.func)
        .collect();
    let started = around.iter().flat_map(|func| facts.index.created_by(func));
    let started: BTreeSet<StackId> = started.copied().collect();
    let mut crowds = facts.crowds_of(&Vec::from_iter(started));
    crowds.retain(|it| !matches!(facts.net.of(it), Net::WebsocketRead | Net::WebsocketHelper));
    total(&crowds)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use crate::findings::testing::Dump;

    /// golang.org/x/net/websocket, served by its handler.
    #[test]
    fn readers_of_any_library() {
        let mut dump = Dump::whole();
        for _ in 0..12 {
            let frames = [
                ("internal/poll.(*pollDesc).waitRead", "..."),
                ("internal/poll.(*FD).Read", "0x1"),
                ("bufio.(*Reader).ReadByte", "0x2"),
                (
                    "golang.org/x/net/websocket.hybiFrameReaderFactory.NewFrameReader",
                    "{0x3}",
                ),
                ("golang.org/x/net/websocket.(*Conn).Read", "0x4"),
                ("main.feed", "0x5"),
                ("net/http.serverHandler.ServeHTTP", "{0x7}"),
                ("net/http.(*conn).serve", "0x8"),
            ];
            dump.goroutine(
                "IO wait",
                Some(9),
                &frames,
                Some("net/http.(*Server).Serve"),
            );
        }
        expect![[r#"
            websocket-read-no-deadline suspect low 12 websocket 12 goroutines
        "#]]
        .assert_eq(&dump.verdicts());
    }
}
