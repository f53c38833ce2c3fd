//! # http-body-slow-reader
//!
//! **What it shows.** Response bodies that are being read at this moment: `readLoop` in its own
//! select, and a goroutine inside `(*bodyEOFSignal).Read` on the same connection.
//!
//! **Why it matters.** Mostly it does not: streams, watches and downloads look like this. A peer
//! that stopped sending in the middle of a body does, too.
//!
//! **Remedy.** A deadline for downloads; for streams a limit on silence.
//!
//! **Harmless when** the number of streams is fixed and wanted.
//!
//! Source: `net/http/transport.go` (bodyEOFSignal), `h2_bundle.go` (transportResponseBody).

use super::Rule;
use super::analyses::Facts;
use super::analyses::http_conns::{ConnKind, Member};
use super::analyses::own_code;
use super::draft::{Draft, remedy, second_dump};
use crate::message::msg;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "http-body-slow-reader",
    check,
};

/// A reader that has seen no byte for this long may wait for a peer that is gone.
const SILENT: u32 = 8;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let conns = facts.http.of(ConnKind::BodyRead);
    let streams = &facts.http.h2.body_readers;
    let total = conns.iter().map(|conn| conn.n).sum::<u64>() + sum(streams);
    let readers: Vec<Member> = conns
        .iter()
        .filter_map(|conn| Some((conn.body_reader.get()?, conn.n)))
        .chain(streams.iter().copied())
        .collect();
    let silent = facts.oldest(readers.iter().copied());
    let is_silent = silent.is_some_and(|age| age >= SILENT);
    if total == 0 || (total < 3 && !is_silent) {
        return;
    }
    let severity = if is_silent {
        Severity::Suspect
    } else {
        Severity::Note
    };
    let title = msg("http-body-slow-reader-title").n("n", total);
    let places = own_code::places(facts, readers.iter().copied());
    let draft = Draft::new(facts, RULE.id, severity, Certainty::Low, title)
        .objects(total, "response")
        .members(facts, conns.iter().flat_map(|conn| conn.members()))
        .members(facts, streams.iter().copied())
        .evidence(
            EvidenceKind::Position,
            msg("http-body-slow-reader-position").n("n", total),
        )
        .maybe(
            EvidenceKind::Wait,
            silent.map(|age| {
                msg("http-body-slow-reader-wait")
                    .n("n", total)
                    .minutes("oldest", age)
            }),
        )
        .maybe(
            EvidenceKind::OwnCode,
            own_code::listed(&places)
                .map(|places| msg("http-body-slow-reader-place").arg("places", places)),
        )
        .look_alike(
            "http-body-not-closed",
            msg("http-body-slow-reader-or-not-closed").n("n", total),
        )
        .remedy(remedy(
            msg("http-body-slow-reader-remedy"),
            [
                msg("http-body-slow-reader-step-downloads"),
                msg("http-body-slow-reader-step-streams"),
            ],
            "// As long as the server likes.\ndata, err := io.ReadAll(resp.Body)\n",
            "ctx, cancel := context.WithTimeout(ctx, time.Minute)\ndefer cancel()\nreq, err := http.NewRequestWithContext(\n\tctx, http.MethodGet, url, nil)\nif err != nil {\n\treturn err\n}\n// The deadline covers Do and the body.\nresp, err := client.Do(req)\n",
            &[("net/http: Client (Timeout)", "https://pkg.go.dev/net/http#Client")],
        ))
        .capture(second_dump());
    acc.push(draft.finish(facts));
}

fn sum(members: &[Member]) -> u64 {
    members.iter().map(|it| it.1).sum()
}
