//! # crowd-unexplained
//!
//! **What it shows.** Many goroutines with the same stack that no other rule explains.
//!
//! **Why it matters.** A leak shows as a crowd long before it has a name.
//!
//! **Remedy.** Look at the place named; a second dump shows whether the crowd grows.
//!
//! **Harmless when** their number follows the load.
//!
//! It names where they wait and who started them, never a cause.

use std::collections::BTreeSet;

use super::analyses::Facts;
use super::analyses::blocked::Crowd;
use super::analyses::http_roles::Client;
use super::analyses::net_roles::Net;
use super::analyses::own_code;
use super::chan_recv_never_closed::has_live_twin;
use super::draft::{Draft, called_from, remedy, second_dump, wait};
use super::http_server_handler_stuck::{clients_gone, reads_body, runs_a_handler};
use super::{PROVES_A_MINUTE, Rule};
use crate::message::{Message, msg};
use crate::model::GroupId;
use crate::report::{Certainty, EvidenceKind, Finding, Severity};

pub(super) const RULE: Rule = Rule {
    id: "crowd-unexplained",
    check,
};

/// A crowd that deserves a word whatever its share.
const CROWD: u64 = 100;
/// Fewer that run at once may be loops of the program, which start others for ever.
const REQUESTS: u64 = 5;
/// A request has no more parts.
const PARTS: u64 = 50;
/// The largest crowds only: a list of everything is no answer.
const SHOWN: usize = 3;

fn check(facts: &Facts<'_>, acc: &mut Vec<Finding>) {
    let total = facts.ctx.dump.n_goroutines();
    let is_large = |crowd: &&Crowd| crowd.n >= CROWD && crowd.n * 10 >= total;
    let large: Vec<&Crowd> = facts.crowds.iter().filter(is_large).collect();
    if large.is_empty() {
        return;
    }
    let normal = super::normal::normal(facts, acc);
    let explained = acc.iter().flat_map(|it| it.groups.iter());
    let explained: BTreeSet<GroupId> = explained
        .chain(normal.iter().flat_map(|it| it.groups.iter()))
        .copied()
        .collect();
    let is_explained = |crowd: &&Crowd| explained.contains(&facts.ctx.tables.stack(crowd.stack).id);
    let strange = large.into_iter().filter(|it| !is_explained(it));
    for crowd in strange.take(SHOWN) {
        acc.push(finding(facts, crowd));
    }
}

fn finding(facts: &Facts<'_>, crowd: &Crowd) -> Finding {
    let title = msg("crowd-unexplained-title")
        .n("n", crowd.n)
        .text("place", place(facts, crowd));
    let places = own_code::places(facts, crowd.members.iter().copied());
    let owner = owner(facts, crowd);
    let severity = match owner {
        Some(_) => Severity::Note,
        None => Severity::Suspect,
    };
    Draft::new(facts, RULE.id, severity, Certainty::Low, title)
        .objects(crowd.n, "goroutine")
        .members(facts, crowd.members.iter().copied())
        .evidence(EvidenceKind::Count, share(facts, crowd))
        .maybe(EvidenceKind::OwnCode, called_from(&places))
        .evidence(EvidenceKind::Wait, wait(crowd.n, crowd.oldest))
        .maybe(
            EvidenceKind::Count,
            crowd
                .drip
                .then(|| msg("shared-drip").n("parents", crowd.parents as u64)),
        )
        .maybe(EvidenceKind::Pairing, owner)
        .evidence(EvidenceKind::Caveat, msg("crowd-unexplained-no-cause"))
        .remedy(remedy(msg("crowd-unexplained-remedy"), [], "", "", &[]))
        .capture(second_dump())
        .finish(facts)
}

/// What their number follows, as far as the dump shows it: the clients of a server, who are there
/// (`backgroundRead` in `net/http/server.go`, Go 1.8+), or connections of which each has two
/// goroutines, one of them at the network.
fn owner(facts: &Facts<'_>, crowd: &Crowd) -> Option<Message> {
    let stack = facts.ctx.tables.stack(crowd.stack);
    if stack.frames.iter().any(|frame| runs_a_handler(&frame.func)) {
        // A handler that has taken its connection over has no listener: it reads itself.
        if matches!(facts.net.of(crowd), Net::Read | Net::Copy) && !reads_body(stack) {
            return Some(msg("crowd-unexplained-sessions"));
        }
        let listens = clients_gone(facts) * 10 <= crowd.n;
        return listens.then(|| msg("crowd-unexplained-clients"));
    }
    if crowd.has_living_parents() || are_parts(facts, crowd) {
        return Some(msg("crowd-unexplained-parents"));
    }
    if is_fed(facts, crowd) {
        return Some(msg("crowd-unexplained-fed"));
    }
    // Of connections with requests in flight: what is wrong with those other rules say.
    let role = facts.http.roles()[crowd.stack.index()].client;
    let is_client = matches!(role, Client::Reader(_) | Client::Writer(_));
    let is_half = is_client || has_live_twin(facts, crowd) || is_live_reader(facts, crowd);
    is_half.then(|| msg("crowd-unexplained-connections"))
}

/// Whether several goroutines run the function that has started them, and they are few for each of
/// those: parts of requests in progress, none of which has taken a minute.
fn are_parts(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let Some(starter) = &facts.ctx.tables.stack(crowd.stack).creator else {
        return false;
    };
    let running = facts.crowds_of(&facts.index.with(&starter.func));
    let running: u64 = running.iter().map(|it| it.n).sum();
    crowd.oldest.is_none() && running >= REQUESTS && crowd.n <= running * PARTS
}

/// Whether they read from the network and none has waited for minutes, while others have: data keeps
/// coming, or new ones take the place of others. A connection that nobody feeds would have waited.
fn is_fed(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let reads = matches!(facts.net.of(crowd), Net::Read | Net::Copy);
    reads && facts.age >= PROVES_A_MINUTE && crowd.oldest.is_none()
}

/// Whether they read from the network, and who has started them has started as many others.
fn is_live_reader(facts: &Facts<'_>, crowd: &Crowd) -> bool {
    let Some(starter) = &facts.ctx.tables.stack(crowd.stack).creator else {
        return false;
    };
    let is_other = |it: &Crowd| it.stack != crowd.stack && it.is_about(crowd.n);
    matches!(facts.net.of(crowd), Net::Read | Net::Copy)
        && facts.crowds_started_by(&starter.func).any(is_other)
}

/// The user's own function, else the one on top.
fn place(facts: &Facts<'_>, crowd: &Crowd) -> String {
    let stack = facts.ctx.tables.stack(crowd.stack);
    let frame = own_code::nearest(stack).or_else(|| stack.top());
    frame.map_or_else(|| "?".into(), |frame| frame.func.to_string())
}

fn share(facts: &Facts<'_>, crowd: &Crowd) -> Message {
    let total = facts.ctx.dump.n_goroutines().max(1);
    msg("crowd-unexplained-share")
        .n("n", crowd.n)
        .n("percent", crowd.n * 100 / total)
}
