//! # io-pipe-stuck
//!
//! **What it shows.** Goroutines that write to an `io.Pipe` nobody reads from, or read from one
//! nobody writes to.
//!
//! **Why it matters.** A pipe has no buffer: a write waits until the other end reads or closes.
//!
//! **Remedy.** Whoever stops using one end closes it, with the error.
//!
//! **Harmless when** a copy is in progress.
//!
//! Source: `io/pipe.go`; the methods were `Write` and `Read` up to Go 1.9.

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::own_code;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::http_server_handler_stuck::runs_a_handler;
use super::{PROVES_A_MINUTE, Rule, has_func};
use crate::message::msg;
use crate::model::Stack;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "io-pipe-stuck",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let of = |test: fn(&Stack) -> bool| -> Vec<&Crowd> {
        facts
            .crowds
            .iter()
            .filter(|it| test(facts.ctx.tables.stack(it.stack)))
            .collect()
    };
    let (writers, readers) = (of(is_writer), of(is_reader));
    let sum = |crowds: &[&Crowd]| crowds.iter().map(|it| it.n).sum::<u64>();
    let (n_writers, n_readers) = (sum(&writers), sum(&readers));
    // A reader for each writer: copies in progress, or waiting in turn.
    let (stuck, n) = if n_writers > n_readers {
        (&writers, n_writers)
    } else {
        (&readers, n_readers)
    };
    let oldest = stuck.iter().filter_map(|it| it.oldest).max();
    let writes = n_writers > n_readers;
    let (severity, certainty) = match (oldest.unwrap_or(0), n) {
        (PROVES_A_MINUTE.., 3..) if writes => (Severity::Stuck, Certainty::High),
        (PROVES_A_MINUTE.., 1..) if writes => (Severity::Stuck, Certainty::Medium),
        // A slow reader works between two reads.
        (_, 5..) if writes => (Severity::Suspect, Certainty::Low),
        (5.., 5..) => (Severity::Suspect, Certainty::Medium),
        // Requests wait, and not one writer is at its pipe.
        (_, 10..) if n_writers == 0 && requests(facts, stuck) >= 10 => {
            (Severity::Suspect, Certainty::Low)
        }
        _ => return,
    };
    let members = || stuck.iter().flat_map(|it| it.members.iter().copied());
    let places = own_code::places(facts, members());
    let title = if writes {
        msg("io-pipe-stuck-title-write").n("n", n)
    } else {
        msg("io-pipe-stuck-title-read").n("n", n)
    };
    let draft = Draft::new(facts, RULE.id, severity, certainty, title)
        .rests_on_waits(facts)
        .objects(n, "goroutine")
        .members(facts, members())
        .evidence(
            EvidenceKind::Position,
            msg("io-pipe-stuck-ends").n("writers", n_writers).n("readers", n_readers),
        )
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(n, oldest))
        .look_alike("benign-copy", msg("io-pipe-stuck-or-copy"))
        .remedy(remedy(
            msg("io-pipe-stuck-remedy"),
            [msg("io-pipe-stuck-step-reader"), msg("io-pipe-stuck-step-writer")],
            "resp, err := client.Post(url, contentType, pr)\nif err != nil {\n\treturn err // the writer waits for ever\n}\n",
            "resp, err := client.Post(url, contentType, pr)\npr.CloseWithError(errStopped) // frees the writer\nif err != nil {\n\treturn err\n}\n",
            &[("io: Pipe", "https://pkg.go.dev/io#Pipe")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

/// Handlers of HTTP requests among them.
fn requests(facts: &Facts<'_>, crowds: &[&Crowd]) -> u64 {
    let stack = |crowd: &Crowd| facts.ctx.tables.stack(crowd.stack);
    let handles = |it: &&&Crowd| stack(it).frames.iter().any(|it| runs_a_handler(&it.func));
    crowds.iter().filter(handles).map(|it| it.n).sum()
}

pub(super) fn is_writer(stack: &Stack) -> bool {
    has_func(stack, "(*pipe).write")
        || has_func(stack, "(*pipe).Write") && stack.has("io.(*PipeWriter).Write")
}

pub(super) fn is_reader(stack: &Stack) -> bool {
    let read = has_func(stack, "(*pipe).read") || has_func(stack, "(*pipe).Read");
    read && stack.has("io.(*PipeReader).Read")
}
