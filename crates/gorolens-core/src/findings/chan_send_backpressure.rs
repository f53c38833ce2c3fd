//! # chan-send-backpressure
//!
//! **What it shows.** Goroutines that wait to send, and others of the same code that are at work and may
//! receive.
//!
//! **Why it matters.** More is produced than taken: the goroutines are the queue, and it grows with the
//! load.
//!
//! **Remedy.** Bound the producers, batch, or drop. A larger channel only hides it.
//!
//! **Harmless when** it is a pipeline in motion: a second dump shows other goroutines, or a shorter queue.
//!
//! The other end of a channel is not in a dump, so this is said with low certainty; see
//! chan-send-abandoned for senders that nobody is left to receive from.

use super::Rule;
use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::chan_send_abandoned::moving_senders;
use super::draft::{of_crowds, remedy, second_dump};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "chan-send-backpressure",
    check,
};

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let senders: Vec<&Crowd> = moving_senders(facts);
    let n: u64 = senders.iter().map(|it| it.n).sum();
    if n == 0 {
        return;
    }
    let title = msg("chan-send-backpressure-title").n("n", n);
    let draft = of_crowds(facts, RULE.id, (Severity::Suspect, Certainty::Low), title, &senders)
        .evidence(EvidenceKind::Position, msg("chan-send-abandoned-position").n("n", n))
        .evidence(EvidenceKind::Absence, msg("chan-send-backpressure-receivers"))
        .look_alike("chan-send-abandoned", msg("chan-send-backpressure-or-abandoned"))
        .remedy(remedy(
            msg("chan-send-backpressure-remedy"),
            [msg("chan-send-backpressure-step-bound"), msg("chan-send-backpressure-step-drop")],
            "for ev := range in {\n\tgo func() { out <- encode(ev) }() // one goroutine for each event\n}\n",
            "slots := make(chan struct{}, 32)\nfor ev := range in {\n\tslots <- struct{}{} // waits here instead\n\tgo func() {\n\t\tdefer func() { <-slots }()\n\t\tout <- encode(ev)\n\t}()\n}\n",
            &[("errgroup: Group.SetLimit", "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.SetLimit")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}
