//! # net-read-no-deadline
//!
//! **What it shows.** Goroutines of the program's own that wait for data from a connection, and have
//! waited for minutes.
//!
//! **Why it matters.** Only data, Close or a deadline wakes a Read. Closing a channel or cancelling a
//! context does not, so a reader that was meant to stop stays, with its connection.
//!
//! **Remedy.** A read deadline, renewed as data comes; `context.AfterFunc` that sets one.
//!
//! **Harmless when** the peer may rightly be silent: subscribers, idle sessions, one listener for
//! datagrams.
//!
//! Source: `net/net.go` (Conn: deadlines), `internal/poll/fd_unix.go`, Go 1.7–1.27.

use super::analyses::Facts;
use super::analyses::blocked::{Crowd, Op, is_started_by_main};
use super::analyses::net_roles::{Net, members, oldest, total};
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::http_proxy_copy::in_tunnels;
use super::{PROVES_A_MINUTE, Rule};
use crate::message::{Message, msg};
use crate::model::{Origin, Stack};
use crate::order::sort_by;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "net-read-no-deadline",
    check,
};

/// As many quiet sessions, each with a writer that is there, are no wonder.
const SESSIONS: u64 = 500;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let tunnels = in_tunnels(facts);
    let is_own = |crowd: &&&Crowd| {
        let stack = facts.ctx.tables.stack(crowd.stack);
        reads_itself(stack) && !tunnels.contains(&crowd.stack)
    };
    let readers = facts.net.crowds(facts, &[Net::Read, Net::Copy]);
    let packets = facts.net.crowds(facts, &[Net::ReadPacket]);
    // One reader of datagrams is a server.
    let packets = packets.iter().filter(|crowd| crowd.n > 1);
    let readers: Vec<&Crowd> = readers
        .iter()
        .chain(packets)
        .filter(is_own)
        .copied()
        .collect();
    let n = total(&readers);
    let (halves, single): (Vec<&Crowd>, Vec<&Crowd>) =
        readers.iter().copied().partition(|it| is_half(facts, it));
    let is_owed = |it: &&Crowd| awaits_answer(facts.ctx.tables.stack(it.stack));
    let owed: Vec<&Crowd> = readers.iter().copied().filter(is_owed).collect();
    let left_behind: Vec<&Crowd> = single.into_iter().filter(|it| is_left(facts, it)).collect();
    let age = oldest(&readers);
    let share = n * 10 >= facts.ctx.dump.n_goroutines();
    let (severity, certainty) = match (age.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 10..) if total(&left_behind) * 2 > n => {
            (Severity::Suspect, Certainty::Medium)
        }
        (PROVES_A_MINUTE.., 3..SESSIONS) if total(&halves) * 2 > n => {
            (Severity::Note, Certainty::Low)
        }
        (PROVES_A_MINUTE.., 3..) if !left_behind.is_empty() => (Severity::Suspect, Certainty::Low),
        (PROVES_A_MINUTE.., 10..) if share || n >= 50 => (Severity::Suspect, Certainty::Low),
        (PROVES_A_MINUTE.., 3..) => (Severity::Note, Certainty::Low),
        // An answer takes milliseconds.
        (_, 10..) if total(&owed) * 2 > n => (Severity::Suspect, Certainty::Medium),
        (_, 20..) if share && facts.is_profile() => (Severity::Suspect, Certainty::Low),
        (_, 20..) if share && facts.age < PROVES_A_MINUTE && total(&left_behind) * 2 > n => {
            (Severity::Suspect, Certainty::Low)
        }
        // Where others have waited for minutes, these have a deadline or peers that talk.
        (_, 10..) if share && facts.age < PROVES_A_MINUTE => (Severity::Note, Certainty::Low),
        _ => return,
    };
    let places = own_code::places(facts, members(&readers));
    let title = msg("net-read-no-deadline-title").n("n", n);
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .objects(n, "connection")
        .members(facts, members(&readers))
        .evidence(
            EvidenceKind::Position,
            msg("net-read-no-deadline-position").n("n", n),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, age))
        .maybe(
            EvidenceKind::Absence,
            age.filter(|age| *age >= PROVES_A_MINUTE)
                .map(|_| msg("net-read-no-deadline-none")),
        )
        .maybe(EvidenceKind::Absence, starters(facts, &left_behind))
        .maybe(EvidenceKind::Count, drip(&readers))
        .evidence(EvidenceKind::Caveat, msg("net-read-no-deadline-wanted"))
        .look_alike("benign-sessions", msg("net-read-no-deadline-or-sessions"))
        .remedy(remedy(
            msg("net-read-no-deadline-remedy"),
            [
                msg("net-read-no-deadline-step-deadline"),
                msg("net-read-no-deadline-step-context"),
                msg("net-read-no-deadline-step-close"),
            ],
            "go func() {\n\tn, _ := conn.Read(buf) // stays after the timeout\n\tch <- buf[:n]\n}()\nselect {\ncase b := <-ch:\n\tuse(b)\ncase <-time.After(5 * time.Second):\n\treturn errTimeout\n}\n",
            "conn.SetReadDeadline(time.Now().Add(5 * time.Second))\nn, err := conn.Read(buf)\n\n// Or let a context end it (Go 1.21):\nstop := context.AfterFunc(ctx, func() {\n\tconn.SetReadDeadline(time.Now())\n})\ndefer stop()\n",
            &[
                ("net: Conn.SetReadDeadline", "https://pkg.go.dev/net#Conn"),
                ("context: AfterFunc", "https://pkg.go.dev/context#AfterFunc"),
            ],
        ))
        .run("ss -tnpo", msg("net-read-no-deadline-run-ss"))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Whether it is the program that reads, not a library on its behalf: drivers and brokers have a
/// reader for each connection, and rules of their own.
fn reads_itself(stack: &Stack) -> bool {
    let calls = stack.frames.iter().chain(&stack.creator);
    let mut origins = calls.map(|frame| frame.origin);
    origins.find(|origin| matches!(origin, Origin::Application | Origin::Dependency))
        == Some(Origin::Application)
}

/// Whether a protocol of questions and answers has the other end's turn: SMTP, FTP, NNTP and their like
/// read the answer to a command there, and the greeting (`net/textproto/reader.go`, all versions).
fn awaits_answer(stack: &Stack) -> bool {
    stack.frames.iter().any(|frame| {
        let method = frame.func.strip_prefix("net/textproto.(*Reader).");
        matches!(
            method,
            Some("ReadResponse" | "ReadCodeLine" | "readCodeLine")
        )
    })
}

/// Whether who started the readers has returned, and was not a function that only starts things.
fn is_left(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let stack = facts.ctx.tables.stack(crowd.stack);
    crowd.starter_lives == Some(false) && !is_started_by_main(stack)
}

/// Whether about as many others that wait for work come from the same function: the writing halves.
fn is_half(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let Some(starter) = &facts.ctx.tables.stack(crowd.stack).creator else {
        return false;
    };
    facts.crowds_started_by(&starter.func).any(|other| {
        matches!(other.op, Op::Receive | Op::Select)
            && facts.is_own_wait(other)
            && other.is_about(crowd.n)
    })
}

fn starters(facts: &Facts<'_>, crowds: &[&Crowd]) -> Option<Message> {
    let creator = |crowd: &&Crowd| facts.ctx.tables.stack(crowd.stack).creator.clone();
    let mut names: Vec<String> = crowds
        .iter()
        .filter_map(creator)
        .map(|creator| creator.func.to_string())
        .collect();
    sort_by(&mut names, |a, b| a.cmp(b));
    names.dedup();
    (!names.is_empty())
        .then(|| msg("net-read-no-deadline-starter-gone").arg("starters", own_code::names(&names)))
}

fn drip(crowds: &[&Crowd]) -> Option<Message> {
    let parents: usize = crowds.iter().map(|crowd| crowd.parents).sum();
    let drips = crowds.iter().any(|crowd| crowd.drip);
    drips.then(|| msg("shared-drip").n("parents", parents as u64))
}
